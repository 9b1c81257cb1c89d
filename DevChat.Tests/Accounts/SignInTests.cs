using System.Net;
using System.Net.Http.Json;
using System.Text;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Accounts;

public sealed class SignInTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Signing_in_opens_a_session_of_its_own()
    {
        var first = await app.RegisterAsync();

        var second = await app.LoginAsync(first);

        Assert.NotEqual(first.Token, second.Token);
        Assert.Equal(first.Id, (await second.GetAsync("api/auth/me")).Id());
    }

    [Fact]
    public async Task The_email_address_is_compared_whatever_its_case()
    {
        var user = await app.RegisterAsync();

        var answer = await LoginAsync(user.Email.ToUpperInvariant(), TestUser.Password);

        await answer.ReadAsync(HttpStatusCode.OK);
    }

    /// <summary>To put so many marks in order would take longer than a request may.</summary>
    [Fact]
    public async Task An_address_that_no_account_has_is_refused_before_it_is_folded()
    {
        var marks = new string('\u0315', 60_000) + new string('\u0316', 60_000);

        // As they are: written as escapes they would be too long for a body.
        var answer = await app.Anonymous.PostAsync(
            new Uri("api/auth/login", UriKind.Relative),
            new StringContent(
                $$"""{"email":"a{{marks}}@example.test","password":"{{TestUser.Password}}"}""",
                Encoding.UTF8,
                "application/json"
            )
        );

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["email"], problem.GetProperty("errors").Fields());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_account_get_the_same_answer()
    {
        var user = await app.RegisterAsync();

        var wrong = await (await LoginAsync(user.Email, "not the password")).ReadProblemAsync(
            HttpStatusCode.Unauthorized,
            "invalid_credentials"
        );
        var unknown = await (
            await LoginAsync("nobody@example.test", "not the password")
        ).ReadProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");

        Assert.Equal(wrong.Text("detail"), unknown.Text("detail"));
        Assert.Equal(wrong.Fields(), unknown.Fields());
    }

    [Fact]
    public async Task Bytes_after_the_72nd_of_a_password_count()
    {
        var password = new string('x', 72);
        await app.Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username = "longpassword",
                email = "longpassword@example.test",
                password,
            }
        );

        await (await LoginAsync("longpassword@example.test", password)).ReadAsync(
            HttpStatusCode.OK
        );
        await (await LoginAsync("longpassword@example.test", password + "y")).ReadProblemAsync(
            HttpStatusCode.Unauthorized,
            "invalid_credentials"
        );
    }

    [Fact]
    public async Task Me_is_the_own_user()
    {
        var user = await app.RegisterAsync();

        var me = await user.GetAsync("api/auth/me");

        Assert.Equal(user.Id, me.Id());
        Assert.Equal(user.Email, me.Text("email"));
    }

    [Fact]
    public async Task After_signing_out_the_token_is_refused_at_once_and_other_sessions_go_on()
    {
        var phone = await app.RegisterAsync();
        var laptop = await app.LoginAsync(phone);
        await phone.GetAsync("api/auth/me");

        var answer = await phone.Http.PostAsync(
            new Uri("api/auth/logout", UriKind.Relative),
            content: null
        );

        await answer.ReadAsync(HttpStatusCode.NoContent);
        await (
            await phone.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative))
        ).ReadProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        await laptop.GetAsync("api/auth/me");
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password) =>
        app.Anonymous.PostAsJsonAsync("api/auth/login", new { email, password });
}
