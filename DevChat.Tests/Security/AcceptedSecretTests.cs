using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Security;

/// <summary>The secrets whose tokens an instance accepts: access tokens, and tokens of the host's hub.</summary>
public sealed class AcceptedSecretTests
{
    private const string Old = "the key that has signed for long enough";
    private const string New = "the key that is to sign from now on, too";

    /// <summary>Signed by an instance with the first two, read by one with the last two: secret, also accepted.</summary>
    public static TheoryData<string, string, string, string, bool> Instances =>
        new()
        {
            { Old, "", Old, New, true },
            { Old, New, New, Old, true },
            { New, Old, Old, New, true },
            { New, Old, New, "", true },
            { Old, New, New, "", false },
            { New, Old, Old, "", false },
        };

    [Theory]
    [MemberData(nameof(Instances))]
    public async Task A_token_is_accepted_when_its_key_is_one_of_the_two(
        string signing,
        string alsoAccepted,
        string readers,
        string readersOther,
        bool isAccepted
    )
    {
        var signer = Keys(signing, alsoAccepted);
        var reader = Keys(readers, readersOther);

        var access = await new AccessTokens(reader, TimeProvider.System).ReadAsync(Issue(signer));
        var hub = await new HubTokens(reader, TimeProvider.System).ReadAsync(Mint(signer));

        Assert.Equal(isAccepted, access is not null);
        Assert.Equal(isAccepted, hub is not null);
    }

    private static IOptions<JwtOptions> Keys(string secret, string alsoAccepted) =>
        Options.Create(new JwtOptions { Secret = secret, AlsoAccepted = alsoAccepted });

    private static string Issue(IOptions<JwtOptions> keys)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new AccessTokens(keys, TimeProvider.System).Issue(
            new User
            {
                Id = 1,
                Username = "ada",
                Email = "ada@example.test",
                EmailKey = null,
                PasswordHash = "",
            },
            new Session
            {
                Id = Guid.CreateVersion7(),
                CreatedAt = now,
                ExpiresAt = now.AddMinutes(1),
            }
        );
    }

    private static string Mint(IOptions<JwtOptions> keys) =>
        new HubTokens(keys, TimeProvider.System).Mint(
            new ConnectionOwner(
                1,
                Guid.CreateVersion7(),
                TimeProvider.System.GetUtcNow().AddMinutes(1)
            )
        );
}
