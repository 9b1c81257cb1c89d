using DevChat.Functions.Http;
using Microsoft.Extensions.Primitives;

namespace DevChat.Tests.Http;

public sealed class ForwardedForTests
{
    [Theory]
    [InlineData("203.0.113.7", 1, "203.0.113.7")]
    [InlineData("203.0.113.7:5678", 1, "203.0.113.7")]
    [InlineData("2001:db8::1", 1, "2001:db8::1")]
    [InlineData("[2001:db8::1]", 1, "2001:db8::1")]
    [InlineData("[2001:db8::1]:123", 1, "2001:db8::1")]
    [InlineData("10.9.9.9, 203.0.113.7", 1, "203.0.113.7")]
    [InlineData("10.9.9.9,203.0.113.7:1, 192.0.2.1:2", 2, "203.0.113.7")]
    [InlineData("nonsense, 203.0.113.7", 1, "203.0.113.7")]
    [InlineData("203.0.113.7, nonsense", 2, "203.0.113.7")]
    public void The_hop_of_the_outermost_trusted_proxy_is_the_client(
        string header,
        int proxies,
        string client
    ) => Assert.Equal(client, ForwardedFor.Client(header, proxies)?.ToString());

    [Theory]
    [InlineData("203.0.113.7", 0)]
    [InlineData("203.0.113.7", 2)]
    [InlineData("", 1)]
    [InlineData("203.0.113.7,", 1)]
    [InlineData("203.0.113.7, nonsense", 1)]
    [InlineData("unknown", 1)]
    [InlineData("_hidden", 1)]
    [InlineData("1", 1)]
    [InlineData("0x7f.1", 1)]
    [InlineData("203.0.113", 1)]
    [InlineData("203.0.113.007", 1)]
    [InlineData("203.0.113.7:99999", 1)]
    [InlineData("203.0.113.7:port", 1)]
    [InlineData("fe80::1%eth0", 1)]
    [InlineData("[2001:db8::1", 1)]
    [InlineData("http://203.0.113.7", 1)]
    public void Too_few_hops_and_what_is_no_address_name_nobody(string header, int proxies) =>
        Assert.Null(ForwardedFor.Client(header, proxies));

    [Fact]
    public void Several_lines_of_the_header_are_one_list() =>
        Assert.Equal(
            "203.0.113.7",
            ForwardedFor
                .Client(new StringValues(["10.9.9.9", "203.0.113.7, 192.0.2.1"]), 2)
                ?.ToString()
        );

    [Fact]
    public void No_header_names_nobody() => Assert.Null(ForwardedFor.Client(StringValues.Empty, 1));
}
