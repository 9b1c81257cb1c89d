using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Stands for an account's email address where the address itself must not be seen: in logs and in Redis. Only who has
/// <see cref="JwtOptions.Secret"/> can tell whether a hash is that of an address; without a key everybody could try all
/// addresses that are likely.
/// </summary>
public sealed class AccountHash(IOptions<JwtOptions> options)
{
    private const int Bytes = 16;

    /// <summary>Keeps this key apart from any other that is derived from the same secret. docs/audit-log.md has it too.</summary>
    private const string Purpose = "devchat account hash";

    private readonly byte[] _key = options.Value.KeysFor(Purpose)[0];

    /// <summary>32 hexadecimal digits of HMAC-SHA256, the same for all spellings with one <see cref="EmailKey"/>.</summary>
    public string Of(string email) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(EmailKey.Of(email))).AsSpan(0, Bytes)
        );
}
