using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.Accounts;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Accounts;

public sealed class AccountHashTests
{
    private const string Secret = "the secret that signs the access tokens";
    private const string Email = "ada@example.test";

    [Fact]
    public void A_hash_takes_the_key_to_find() =>
        Assert.NotEqual(HashWith(Secret).Of(Email), HashWith("another secret").Of(Email));

    /// <summary>As docs/audit-log.md shows with OpenSSL.</summary>
    [Fact]
    public void A_hash_is_what_the_docs_say() =>
        Assert.Equal("3d631c7fe86167120b8a221d916732fc", HashWith(Secret).Of(Email));

    [Fact]
    public void Spellings_of_one_address_have_one_hash() =>
        Assert.Equal(
            HashWith(Secret).Of("ren\u00E9@example.test"),
            HashWith(Secret).Of("RENE\u0301@Example.test")
        );

    [Fact]
    public void The_hash_is_not_signed_with_the_key_of_the_tokens() =>
        Assert.NotEqual(
            Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Email))
            )[..32],
            HashWith(Secret).Of(Email)
        );

    private static AccountHash HashWith(string secret) =>
        new(Options.Create(new JwtOptions { Secret = secret }));
}
