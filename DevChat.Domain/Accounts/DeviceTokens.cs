using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// What a device is given when it signs in to an account, to be known again when it does so next time: a name of its own,
/// the time, and an HMAC of both and the account (after OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It
/// opens nothing: who has one may try passwords of that account in the room of that device.
/// </summary>
public sealed class DeviceTokens(IOptions<JwtOptions> options, TimeProvider clock)
{
    private const int NameBytes = 16;
    private const int TimeBytes = sizeof(long);
    private const int SignedBytes = NameBytes + TimeBytes;
    private const int TokenBytes = SignedBytes + HMACSHA256.HashSizeInBytes;

    /// <summary>How long a device stays known without signing in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly IReadOnlyList<byte[]> _keys = options.Value.KeysFor("DevChat device token");

    /// <param name="account">What the device has signed in to.</param>
    /// <param name="known">The token that it had already; null for a new device.</param>
    public string Issue(RateLimitSubject account, string? known)
    {
        var token = new byte[TokenBytes];
        if (known is null || !TryDecode(known, account, token))
        {
            RandomNumberGenerator.Fill(token.AsSpan(0, NameBytes));
        }

        BinaryPrimitives.WriteInt64BigEndian(
            token.AsSpan(NameBytes),
            clock.GetUtcNow().ToUnixTimeSeconds()
        );
        Sign(_keys[0], token, account).CopyTo(token, SignedBytes);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The name of the device; null if the token is not ours, of another account, or too old.</summary>
    public string? Read(RateLimitSubject account, string token)
    {
        var bytes = new byte[TokenBytes];
        return TryDecode(token, account, bytes)
            ? Convert.ToHexStringLower(bytes.AsSpan(0, NameBytes))
            : null;
    }

    private bool TryDecode(string token, RateLimitSubject account, byte[] bytes) =>
        token.Length == Base64Url.GetEncodedLength(TokenBytes)
        && Base64Url.TryDecodeFromChars(token, bytes, out var length)
        && length == TokenBytes
        && _keys.Any(key =>
            CryptographicOperations.FixedTimeEquals(
                Sign(key, bytes, account),
                bytes.AsSpan(SignedBytes)
            )
        )
        && IssuedAt(bytes) > clock.GetUtcNow() - Lifetime;

    private static DateTimeOffset IssuedAt(byte[] bytes) =>
        DateTimeOffset.FromUnixTimeSeconds(
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(NameBytes))
        );

    private static byte[] Sign(byte[] key, byte[] bytes, RateLimitSubject account)
    {
        byte[] signed = [.. bytes.AsSpan(0, SignedBytes), .. Encoding.UTF8.GetBytes($"{account}")];
        return HMACSHA256.HashData(key, signed);
    }
}
