using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Accounts;

/// <summary>An account has one address, in whichever of its spellings somebody types it.</summary>
public sealed class EmailSpellingTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const string Composed = "ren\u00E9@example.test";
    private const string Decomposed = "rene\u0301@example.test";

    [Fact]
    public async Task The_normal_forms_of_an_address_are_one_account()
    {
        await RegisterAsync("forms", Composed);

        await (await TryRegisterAsync("forms2", Decomposed)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "email_taken"
        );
        foreach (var spelling in (string[])[Composed, Decomposed, Decomposed.ToUpperInvariant()])
        {
            await (await LoginAsync(spelling)).ReadAsync(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("dotless1", "ipek@example.test", "\u0130pek@example.test")]
    [InlineData("dotless2", "isil@example.test", "\u0131sil@example.test")]
    [InlineData("sharp", "strasse@example.test", "stra\u00DFe@example.test")]
    [InlineData(
        "sigma",
        "\u03BF\u03B4\u03BF\u03C3@example.test",
        "\u03BF\u03B4\u03BF\u03C2@example.test"
    )]
    public async Task Letters_that_only_look_alike_do_not_sign_in(
        string username,
        string address,
        string other
    )
    {
        await RegisterAsync(username, address);

        await (await LoginAsync(other)).ReadProblemAsync(
            HttpStatusCode.Unauthorized,
            "invalid_credentials"
        );
    }

    [Theory]
    [InlineData("kelvin", "kate@example.test", "\u212Aate@example.test")]
    [InlineData("sharp2", "wei\u00DF@example.test", "WEI\u1E9E@example.test")]
    public async Task Letters_of_one_lower_case_are_one_account(
        string username,
        string address,
        string other
    )
    {
        await RegisterAsync(username, address);

        await (await LoginAsync(other)).ReadAsync(HttpStatusCode.OK);
        await (await TryRegisterAsync($"{username}2", other)).ReadProblemAsync(
            HttpStatusCode.Conflict,
            "email_taken"
        );
    }

    [Fact]
    public async Task An_address_is_shown_as_it_was_typed()
    {
        const string typed = "Ame\u0301lie.POULAIN@Example.test";

        var signedIn = await RegisterAsync("typed", typed);

        Assert.Equal(typed, signedIn.GetProperty("user").Text("email"));
        var again = await (await LoginAsync(typed.ToLowerInvariant())).ReadAsync(HttpStatusCode.OK);
        Assert.Equal(typed, again.GetProperty("user").Text("email"));
    }

    private async Task<JsonElement> RegisterAsync(string username, string email) =>
        await (await TryRegisterAsync(username, email)).ReadAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> TryRegisterAsync(string username, string email) =>
        app.Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email,
                password = TestUser.Password,
            }
        );

    private Task<HttpResponseMessage> LoginAsync(string email) =>
        app.Anonymous.PostAsJsonAsync(
            "api/auth/login",
            new { email, password = TestUser.Password }
        );
}
