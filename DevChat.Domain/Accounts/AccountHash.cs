using System.Security.Cryptography;
using System.Text;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Stands for an account's email address where the address itself must not be seen: in logs and in Redis. Whoever knows
/// an address can find it; nobody can read it.
/// </summary>
public static class AccountHash
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits of SHA-256, the same whatever the case of <paramref name="email"/>.</summary>
    public static string Of(string email) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant())).AsSpan(0, Bytes)
        );
}
