using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace DevChat.Domain.Sessions;

/// <summary>Configuration section <c>Jwt</c>.</summary>
public sealed class JwtOptions
{
    /// <summary>Minimum length of a secret in characters.</summary>
    public const int ShortestSecret = 32;

    /// <summary>Signing key of the access tokens. Its UTF-8 bytes are the HMAC key.</summary>
    [MinLength(
        ShortestSecret,
        ErrorMessage = "{0} is too short: give at least {1} random characters, e.g. from `openssl rand -base64 48`."
    )]
    public string Secret { get; set; } = "";

    /// <summary>
    /// A second key whose tokens are accepted. During a rotation: the next secret before <see cref="Secret"/> changes,
    /// and the previous secret afterwards. Empty if there is none.
    /// </summary>
    [MinLength(
        ShortestSecret,
        ErrorMessage = "{0} is too short: it is the other secret of a rotation, of at least {1} characters, or empty."
    )]
    public string AlsoAccepted { get; set; } = "";

    /// <summary>Lifetime of a session and its token.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The secrets whose tokens are accepted. The first one signs.</summary>
    public IReadOnlyList<string> AcceptedSecrets() =>
        AlsoAccepted.Length == 0 ? [Secret] : [Secret, AlsoAccepted];
}

/// <summary>
/// Keys for other purposes than access tokens. They are derived (HKDF) from the secrets of the access tokens, and
/// change with them.
/// </summary>
public static class DerivedKeys
{
    private const int Bytes = 32;

    /// <summary>One key for each accepted secret. The first one belongs to the current secret.</summary>
    public static IReadOnlyList<byte[]> KeysFor(this JwtOptions options, string purpose) =>
        [
            .. options
                .AcceptedSecrets()
                .Select(secret =>
                    HKDF.DeriveKey(
                        HashAlgorithmName.SHA256,
                        Encoding.UTF8.GetBytes(secret),
                        Bytes,
                        info: Encoding.UTF8.GetBytes(purpose)
                    )
                ),
        ];
}
