using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevChat.LocalHost.Realtime;

/// <summary>
/// Tokens that open a connection to the hub: signed JWTs, for the hub alone. Hosts that share <c>Jwt:Secret</c> take each
/// other's.
/// </summary>
internal sealed class HubTokens(IConfiguration configuration, TimeProvider time)
{
    private const string Audience = "devchat-localhost" + Hubs.Path;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = true };
    private readonly SymmetricSecurityKey key = new(KeyFrom(configuration["Jwt:Secret"]!));

    /// <summary>A token for the owner, good for an hour or as long as the owner's own, whichever is shorter.</summary>
    public string Mint(ConnectionOwner owner)
    {
        var now = time.GetUtcNow();
        var longest = now + LongestLife;
        return handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (owner.ExpiresAt < longest ? owner.ExpiresAt : longest).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    [JwtRegisteredClaimNames.Sub] = $"{owner.UserId}",
                    [ConnectionOwner.SessionClaim] = owner.SessionId.ToString(),
                },
                SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
            }
        );
    }

    /// <summary>Who the token stands for; null when it is forged, expired, unsigned or meant for something else.</summary>
    public async Task<ClaimsPrincipal?> ReadAsync(string token)
    {
        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKey = key,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                ValidAudience = Audience,
                ValidateIssuer = false,
                LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
            }
        );
        return result.IsValid ? new ClaimsPrincipal(result.ClaimsIdentity) : null;
    }

    /// <summary>A key of its own purpose: a token of the API does not open the hub, nor the other way round.</summary>
    private static byte[] KeyFrom(string secret) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(secret),
            outputLength: 32,
            info: Encoding.UTF8.GetBytes("DevChat.LocalHost hub token")
        );
}
