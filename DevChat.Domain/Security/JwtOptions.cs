using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Security;

/// <summary>Configuration section <c>Jwt</c>.</summary>
public sealed class JwtOptions
{
    /// <summary>Signing key of the access tokens; its UTF-8 bytes are the HMAC key.</summary>
    [Required(
        ErrorMessage = "Jwt:Secret is not set: give at least 32 random characters, e.g. from `openssl rand -base64 48`."
    )]
    [MinLength(
        32,
        ErrorMessage = "Jwt:Secret is too short: give at least 32 random characters, e.g. from `openssl rand -base64 48`."
    )]
    public string Secret { get; set; } = "";

    /// <summary>How long a login session and its token live.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
