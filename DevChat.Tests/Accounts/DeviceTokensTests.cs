using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Testing.Apps;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Accounts;

public sealed class DeviceTokensTests
{
    private const string OtherSecret = "another secret for tests, which is as long as the first";

    private static readonly RateLimitSubject Ada = RateLimitSubject.Account("ada@example.test");
    private static readonly RateLimitSubject Grace = RateLimitSubject.Account("grace@example.test");

    private readonly FakeTimeProvider _clock = new();
    private readonly DeviceTokens _tokens;

    public DeviceTokensTests() => _tokens = Tokens(DevChatApp.JwtSecret);

    [Fact]
    public void A_device_has_the_same_name_each_time_and_another_one_another()
    {
        var phone = _tokens.Issue(Ada, known: null);
        var laptop = _tokens.Issue(Ada, known: null);
        _clock.Advance(TimeSpan.FromDays(1));

        var again = _tokens.Issue(Ada, phone);

        Assert.NotEqual(phone, again);
        Assert.Equal(_tokens.Read(Ada, phone), _tokens.Read(Ada, again));
        Assert.NotEqual(_tokens.Read(Ada, phone), _tokens.Read(Ada, laptop));
    }

    [Fact]
    public void A_token_is_of_one_account()
    {
        var token = _tokens.Issue(Ada, known: null);

        Assert.NotNull(_tokens.Read(Ada, token));
        Assert.Null(_tokens.Read(Grace, token));
        Assert.NotEqual(_tokens.Read(Ada, token), _tokens.Read(Grace, _tokens.Issue(Grace, token)));
    }

    [Fact]
    public void It_lives_for_as_long_as_it_is_used()
    {
        var first = _tokens.Issue(Ada, known: null);
        _clock.Advance(DeviceTokens.Lifetime - TimeSpan.FromSeconds(1));
        var second = _tokens.Issue(Ada, first);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(_tokens.Read(Ada, first));
        Assert.NotNull(_tokens.Read(Ada, second));
    }

    [Fact]
    public void No_character_of_it_can_be_changed()
    {
        var token = _tokens.Issue(Ada, known: null);

        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(_tokens.Read(Ada, changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("phone")]
    [InlineData("ÄÄÄÄ")]
    public void Malformed_tokens_are_not_read(string token) =>
        Assert.Null(_tokens.Read(Ada, token));

    [Fact]
    public void It_outlives_a_rotation_of_the_secret()
    {
        var token = _tokens.Issue(Ada, known: null);

        Assert.NotNull(Tokens(OtherSecret, DevChatApp.JwtSecret).Read(Ada, token));
        Assert.Null(Tokens(OtherSecret).Read(Ada, token));
    }

    private DeviceTokens Tokens(string secret, string alsoAccepted = "") =>
        new(
            Options.Create(new JwtOptions { Secret = secret, AlsoAccepted = alsoAccepted }),
            _clock
        );
}
