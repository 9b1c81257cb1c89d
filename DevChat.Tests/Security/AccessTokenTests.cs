using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevChat.Tests.Security;

public sealed class AccessTokenTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private static readonly JsonWebTokenHandler Jwt = new()
    {
        SetDefaultTimesOnTokenCreation = false,
    };

    [Fact]
    public async Task A_request_without_a_token_is_refused()
    {
        var answer = await app.Anonymous.GetAsync(new Uri("api/auth/me", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_missing");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_genuine_token_made_by_hand_is_accepted() =>
        await (await AskAsync(await TokenAsync())).ReadAsync(HttpStatusCode.OK);

    [Fact]
    public async Task A_token_signed_with_another_key_is_refused() =>
        await RefusedAsync(await TokenAsync(secret: "another secret that is also long enough"));

    [Fact]
    public async Task A_token_signed_with_another_algorithm_is_refused() =>
        await RefusedAsync(await TokenAsync(algorithm: SecurityAlgorithms.HmacSha512));

    [Fact]
    public async Task A_token_without_a_signature_is_refused() =>
        await RefusedAsync(await TokenAsync(algorithm: null));

    [Fact]
    public async Task A_token_whose_payload_was_changed_is_refused()
    {
        var genuine = (await TokenAsync()).Split('.');
        var other = (await TokenAsync()).Split('.');

        await RefusedAsync($"{genuine[0]}.{other[1]}.{genuine[2]}");
    }

    [Fact]
    public async Task An_expired_token_is_refused() =>
        await RefusedAsync(await TokenAsync(age: TimeSpan.FromDays(2)));

    [Theory]
    [InlineData("not-a-jwt")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9..")]
    public async Task Malformed_tokens_are_refused(string token) => await RefusedAsync(token);

    [Fact]
    public async Task A_token_of_a_session_that_was_never_opened_is_refused()
    {
        var user = await app.RegisterAsync();

        await EndedAsync(user, Guid.CreateVersion7().ToString());
    }

    [Fact]
    public async Task A_token_that_joins_a_user_to_somebody_elses_session_is_refused()
    {
        var user = await app.RegisterAsync();
        var other = await app.RegisterAsync();

        await EndedAsync(user, SessionOf(other));
    }

    [Fact]
    public async Task A_token_for_the_realtime_service_is_none_for_the_api()
    {
        var user = await app.RegisterAsync();
        var grant = await user.NegotiateAsync();

        await RefusedAsync(grant.Text("accessToken")!);
    }

    /// <summary>A genuine token of the user for the session is refused, because the session is not a live one of the user.</summary>
    private async Task EndedAsync(TestUser user, string sessionId)
    {
        var token = Mint(
            user.Id,
            sessionId,
            DevChatApp.JwtSecret,
            SecurityAlgorithms.HmacSha256,
            TimeSpan.Zero
        );
        await (await AskAsync(token)).ReadProblemAsync(
            HttpStatusCode.Unauthorized,
            "session_ended"
        );
    }

    private async Task RefusedAsync(string token) =>
        await (await AskAsync(token)).ReadProblemAsync(
            HttpStatusCode.Unauthorized,
            "token_invalid"
        );

    private Task<HttpResponseMessage> AskAsync(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/auth/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return app.Anonymous.SendAsync(request);
    }

    private async Task<string> TokenAsync(
        string? secret = null,
        string? algorithm = SecurityAlgorithms.HmacSha256,
        TimeSpan age = default
    )
    {
        var user = await app.RegisterAsync();
        return Mint(user.Id, SessionOf(user), secret ?? DevChatApp.JwtSecret, algorithm, age);
    }

    private static string SessionOf(TestUser user) =>
        new JsonWebToken(user.Token).GetPayloadValue<string>("sid");

    private static string Mint(
        int userId,
        string sessionId,
        string secret,
        string? algorithm,
        TimeSpan age
    )
    {
        var issued = TimeProvider.System.GetUtcNow() - age;
        // Twice, for HMAC-SHA512 wants a key of at least 64 bytes.
        var key = new SymmetricSecurityKey(
            Encoding.UTF8.GetBytes(
                algorithm == SecurityAlgorithms.HmacSha512 ? secret + secret : secret
            )
        );
        return Jwt.CreateToken(
            new SecurityTokenDescriptor
            {
                SigningCredentials = algorithm is null
                    ? null
                    : new SigningCredentials(key, algorithm),
                IssuedAt = issued.UtcDateTime,
                Expires = issued.AddDays(1).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["userId"] = userId,
                    ["email"] = "forged@example.test",
                    ["sid"] = sessionId,
                },
            }
        );
    }
}
