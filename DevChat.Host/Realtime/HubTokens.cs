using System.Security.Claims;
using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevChat.Host.Realtime;

/// <summary>
/// Tokens that open a connection to the hub: signed JWTs that only the hub accepts. Their keys are derived from the
/// secrets of the access tokens and change with them, so hosts with the same secrets accept each other's tokens.
/// </summary>
internal sealed class HubTokens(IOptions<JwtOptions> options, TimeProvider clock)
{
    private const string Audience = "devchat-localhost" + Hubs.Path;

    /// <summary>The API does not accept a hub token, and the hub does not accept an access token.</summary>
    private const string Purpose = "DevChat.LocalHost hub token";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = true };
    private readonly List<SymmetricSecurityKey> _keys =
    [
        .. options.Value.KeysFor(Purpose).Select(key => new SymmetricSecurityKey(key)),
    ];

    /// <summary>A token for the owner. It is valid for two minutes, but not longer than the session.</summary>
    public string Mint(ConnectionOwner owner)
    {
        var now = clock.GetUtcNow();
        var longest = now + ConnectionGrant.TokenLifetime;
        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (owner.ExpiresAt < longest ? owner.ExpiresAt : longest).UtcDateTime,
                Claims = new Dictionary<string, object>(
                    owner
                        .Claims()
                        .Select(claim => new KeyValuePair<string, object>(claim.Key, claim.Value))
                )
                {
                    [JwtRegisteredClaimNames.Sub] = $"{owner.UserId}",
                },
                SigningCredentials = new(_keys[0], SecurityAlgorithms.HmacSha256),
            }
        );
    }

    /// <summary>The owner of the token. Null if it is forged, expired, unsigned or for another purpose.</summary>
    public Task<ClaimsPrincipal?> ReadAsync(string token) =>
        ReadAsync(token, expires => expires > clock.GetUtcNow().UtcDateTime);

    /// <summary>
    /// The same for a token of any age. An expired token opens no connection, but still identifies the owner of one.
    /// </summary>
    public Task<ClaimsPrincipal?> ReadAgedAsync(string token) => ReadAsync(token, _ => true);

    private async Task<ClaimsPrincipal?> ReadAsync(string token, Func<DateTime?, bool> isInTime)
    {
        var result = await _handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = _keys,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                ValidAudience = Audience,
                ValidateIssuer = false,
                LifetimeValidator = (_, expires, _, _) => isInTime(expires),
            }
        );
        return result.IsValid ? new ClaimsPrincipal(result.ClaimsIdentity) : null;
    }
}
