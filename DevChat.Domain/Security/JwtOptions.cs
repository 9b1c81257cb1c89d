using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Security;

/// <summary>Configuration section <c>Jwt</c>.</summary>
public sealed class JwtOptions : IValidatableObject
{
    private const int Shortest = 32;

    /// <summary>Signing key of the access tokens; its UTF-8 bytes are the HMAC key.</summary>
    [Required(
        ErrorMessage = "Jwt:Secret is not set: give at least 32 random characters, e.g. from `openssl rand -base64 48`."
    )]
    [MinLength(
        Shortest,
        ErrorMessage = "Jwt:Secret is too short: give at least 32 random characters, e.g. from `openssl rand -base64 48`."
    )]
    public string Secret { get; set; } = "";

    /// <summary>
    /// A second key whose tokens are accepted: the next one before <see cref="Secret"/> is changed to it, the last one
    /// afterwards. Empty: there is none.
    /// </summary>
    public string AlsoAccepted { get; set; } = "";

    /// <summary>How long a login session and its token live.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The secrets whose tokens are accepted; the first one signs.</summary>
    public IReadOnlyList<string> AcceptedSecrets() =>
        AlsoAccepted.Length == 0 ? [Secret] : [Secret, AlsoAccepted];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AlsoAccepted.Length is > 0 and < Shortest)
        {
            yield return new(
                "Jwt:AlsoAccepted is too short: it is a secret like Jwt:Secret, or empty."
            );
        }
        if (AlsoAccepted.Length > 0 && AlsoAccepted == Secret)
        {
            yield return new(
                "Jwt:AlsoAccepted is the same as Jwt:Secret: give the other secret of the rotation, or leave it empty."
            );
        }
    }
}
