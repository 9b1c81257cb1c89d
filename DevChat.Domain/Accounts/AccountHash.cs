using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Replaces the email address of an account by a keyed hash, in logs and in Redis. Only with
/// <see cref="JwtOptions.Secret"/> can one check whether a hash belongs to an address. Without a key, anybody could try all
/// likely addresses.
/// </summary>
public sealed class AccountHash(IOptions<JwtOptions> options)
{
    private const int Bytes = 16;

    /// <summary>
    /// Separates this key from other keys that are derived from the same secret. docs/audit-log.md repeats this value.
    /// </summary>
    private const string Purpose = "devchat account hash";

    private readonly byte[] _key = options.Value.KeysFor(Purpose)[0];

    /// <summary>
    /// 32 hexadecimal digits of HMAC-SHA256. All spellings with the same <see cref="EmailKey"/> have the same hash.
    /// </summary>
    public string Of(string email) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(EmailKey.Of(email))).AsSpan(0, Bytes)
        );
}
