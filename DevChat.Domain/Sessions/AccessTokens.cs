using System.Text;
using DevChat.Domain.Users;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevChat.Domain.Sessions;

/// <summary>Issues and reads access tokens: JWT (RFC 7519), HS256, payload <c>{userId, email, sid, iat, exp}</c>.</summary>
/// <remarks>Tokens have no <c>kid</c>: there are at most two keys, so both are tried.</remarks>
public sealed class AccessTokens
{
    private const string UserIdClaim = "userId";
    private const string EmailClaim = "email";

    private readonly JsonWebTokenHandler _handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
    };
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;

    public AccessTokens(IOptions<JwtOptions> options, TimeProvider clock)
    {
        var keys = options.Value.AcceptedSecrets().Select(KeyFrom).ToList();
        _signing = new SigningCredentials(keys[0], SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
        };
    }

    public string Issue(User user, Session session) =>
        _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                SigningCredentials = _signing,
                IssuedAt = session.CreatedAt.UtcDateTime,
                Expires = session.ExpiresAt.UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    [UserIdClaim] = user.Id,
                    [EmailClaim] = user.Email,
                    [JwtRegisteredClaimNames.Sid] = session.Id.ToString(),
                },
            }
        );

    /// <summary>Null if the token is malformed, expired, or not signed with one of the accepted keys and HS256.</summary>
    public async Task<AccessToken?> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _validation);
        return
            result is { IsValid: true, SecurityToken: JsonWebToken jwt }
            && jwt.TryGetPayloadValue<int>(UserIdClaim, out var userId)
            && jwt.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sid, out var sid)
            && Guid.TryParse(sid, out var sessionId)
            ? new AccessToken(userId, sessionId, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero))
            : null;
    }

    private static SymmetricSecurityKey KeyFrom(string secret) =>
        new(Encoding.UTF8.GetBytes(secret));
}

/// <summary>The content of a valid access token. Its session may have ended.</summary>
public sealed record AccessToken(int UserId, Guid SessionId, DateTimeOffset ExpiresAt);
