using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Accounts;

public sealed class RegistrationTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Registering_answers_with_a_token_and_the_own_user()
    {
        var answer = await RegisterAsync("ada", "ada@example.test", "correct horse");

        var signedIn = await answer.ReadAsync(HttpStatusCode.Created);
        Assert.Equal(["token", "user"], signedIn.Fields());
        var user = signedIn.GetProperty("user");
        Assert.Equal(TestUser.OwnFields, user.Fields());
        Assert.Equal("ada", user.Text("username"));
        Assert.True(user.IsNull("bio"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", user.Text("created_at"));
    }

    [Fact]
    public async Task The_token_carries_exactly_the_claims_of_the_contract()
    {
        var user = await app.RegisterAsync();

        var payload = JsonElement.Parse(
            System.Buffers.Text.Base64Url.DecodeFromChars(user.Token.Split('.')[1])
        );

        Assert.Equal(["email", "exp", "iat", "sid", "userId"], payload.Fields().Order());
        Assert.Equal(user.Id, payload.Number("userId"));
        Assert.Equal(24 * 60 * 60, payload.Number("exp") - payload.Number("iat"));
    }

    [Fact]
    public async Task A_username_is_taken_whatever_its_case()
    {
        await RegisterAsync("Grace", "grace@example.test", "correct horse");

        var answer = await RegisterAsync("gRACE", "other@example.test", "correct horse");

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "username_taken");
    }

    [Fact]
    public async Task An_email_address_is_taken_whatever_its_case()
    {
        await RegisterAsync("linus1", "Linus@Example.test", "correct horse");

        var answer = await RegisterAsync("linus2", "lINUS@eXAMPLE.test", "correct horse");

        await answer.ReadProblemAsync(HttpStatusCode.Conflict, "email_taken");
    }

    [Fact]
    public async Task Of_many_registrations_of_one_name_at_once_one_succeeds()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => RegisterAsync("popular", $"popular{i}@example.test", "correct horse"))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("ab", "a@example.test", "long enough", "username")]
    [InlineData("has space", "a@example.test", "long enough", "username")]
    [InlineData("newline\n", "a@example.test", "long enough", "username")]
    [InlineData("ümlaut", "a@example.test", "long enough", "username")]
    [InlineData(null, "a@example.test", "long enough", "username")]
    [InlineData("valid", "no-at-sign", "long enough", "email")]
    [InlineData("valid", "two words@example.test", "long enough", "email")]
    [InlineData("valid", "nul\0@example.test", "long enough", "email")]
    [InlineData("valid", null, "long enough", "email")]
    [InlineData("valid", "a@example.test", "short", "password")]
    [InlineData("valid", "a@example.test", null, "password")]
    public async Task A_field_that_breaks_its_rule_is_named(
        string? username,
        string? email,
        string? password,
        string field
    )
    {
        var answer = await RegisterAsync(username, email, password);

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], problem.GetProperty("errors").Fields());
    }

    [Fact]
    public async Task A_username_of_50_characters_is_accepted_and_one_of_51_is_not()
    {
        var longest = await RegisterAsync(
            new string('x', 50),
            "longest@example.test",
            "long enough"
        );
        var tooLong = await RegisterAsync(
            new string('y', 51),
            "toolong@example.test",
            "long enough"
        );

        await longest.ReadAsync(HttpStatusCode.Created);
        await tooLong.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task A_password_of_72_bytes_is_accepted_and_a_longer_one_is_not()
    {
        var longest = string.Concat(Enumerable.Repeat("ä", 36));
        Assert.Equal(72, Encoding.UTF8.GetByteCount(longest));

        var accepted = await RegisterAsync("bytes72", "bytes72@example.test", longest);
        var refused = await RegisterAsync("bytes73", "bytes73@example.test", longest + "x");

        await accepted.ReadAsync(HttpStatusCode.Created);
        await refused.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task The_password_is_stored_as_a_bcrypt_hash_only()
    {
        var user = await app.RegisterAsync();

        var stored = await app.QueryAsync<string>(
            $"SELECT password FROM users WHERE id = {user.Id}"
        );

        Assert.StartsWith("$2", stored, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> RegisterAsync(
        string? username,
        string? email,
        string? password
    ) =>
        app.Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email,
                password,
            }
        );
}
