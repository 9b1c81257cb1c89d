using System.Net;
using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.RateLimits;

public sealed class RateLimitSubjectTests
{
    private static readonly RateLimitPolicy Policy = new("requests", 1);

    [Theory]
    [InlineData("203.0.113.7", "limit:{address:203.0.113.7}:requests")]
    [InlineData("2001:db8:1:2:3:4:5:6", "limit:{address:2001:db8:1:2::}:requests")]
    [InlineData("::1", "limit:{address:::}:requests")]
    public void An_address_stands_for_itself_or_for_its_IPv6_network(string address, string key) =>
        Assert.Equal(key, RateLimitSubject.Address(IPAddress.Parse(address)).KeyOf(Policy));

    [Fact]
    public void Clients_without_an_address_are_limited_together() =>
        Assert.Equal(
            "limit:{address:unknown}:requests",
            RateLimitSubject.Address(null).KeyOf(Policy)
        );

    [Fact]
    public void The_key_of_an_account_does_not_show_its_email_address()
    {
        var hash = new AccountHash(Options.Create(new JwtOptions { Secret = "a secret" }));

        var key = RateLimitSubject.Account(hash.Of("Ada@Example.test")).KeyOf(Policy);

        Assert.Equal(RateLimitSubject.Account(hash.Of("ada@example.TEST")).KeyOf(Policy), key);
        Assert.Matches("^limit:{account:[0-9a-f]{32}}:requests$", key);
    }

    [Fact]
    public void The_parts_of_a_subject_are_in_one_slot_with_it()
    {
        var ada = RateLimitSubject.User(1);

        Assert.Equal(
            [
                "limit:{user:1}:requests",
                "limit:{user:1}:requests:address:2001:db8:1:2::",
                "limit:{user:1}:requests:device:phone",
            ],
            new[]
            {
                ada,
                ada.From(IPAddress.Parse("2001:db8:1:2:3:4:5:6")),
                ada.On("phone"),
            }.Select(subject => subject.KeyOf(Policy))
        );
    }
}
