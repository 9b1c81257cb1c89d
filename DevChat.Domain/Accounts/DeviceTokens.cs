using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Issues and reads the tokens that identify a device at later sign-ins: a random device id, the time, and an HMAC of
/// both and the account (after OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). A token gives no
/// access. Its holder may only try passwords of this account within the limit of this device.
/// </summary>
public sealed class DeviceTokens(IOptions<JwtOptions> options, TimeProvider clock)
{
    private const int NameBytes = 16;
    private const int TimeBytes = sizeof(long);
    private const int SignedBytes = NameBytes + TimeBytes;
    private const int TokenBytes = SignedBytes + HMACSHA256.HashSizeInBytes;

    /// <summary>Time for which a device is remembered after its last sign-in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly IReadOnlyList<byte[]> _keys = options.Value.KeysFor("DevChat device token");

    /// <param name="account">The account that the device has signed in to.</param>
    /// <param name="known">The token that the device already has. Null for a new device.</param>
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

    /// <summary>
    /// The id of the device. Null if the token is not from this server, belongs to another account, or has expired.
    /// </summary>
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
