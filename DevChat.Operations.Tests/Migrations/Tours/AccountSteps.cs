using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>Accounts, profiles, avatars, finding users.</summary>
internal static class AccountSteps
{
    public static async Task RunAsync(TourApp app, Cast cast)
    {
        await app.LoginAsync(cast.Ada);
        await RefuseAsync(app, cast.Ada.Username, "free@example.test");
        await RefuseAsync(app, "free", cast.Ada.Email);
        await cast.Ada.GetAsync("api/auth/me");
        await ChangeProfileAsync(cast);
        await FindUsersAsync(cast);
        await LookAroundAsync(app);
    }

    public static async Task EndAsync(Cast cast)
    {
        await using var connection = await cast.Kay.ComeOnlineAsync();
        await cast.Kay.PostAsync("auth/logout", answer: HttpStatusCode.NoContent);
        await connection.ClosedAsync();
    }

    private static async Task RefuseAsync(TourApp app, string username, string email)
    {
        var answer = await app.Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email,
                password = TestUser.Password,
            }
        );
        await answer.ReadAsync(HttpStatusCode.Conflict);
    }

    private static async Task ChangeProfileAsync(Cast cast)
    {
        var avatar = (await cast.Ada.GetAsync("api/avatars")).Items("avatars")[0];
        await cast.Ada.Http.GetAsync(avatar.Text("url"));
        await cast.Ada.GetAsync("api/profile");
        await cast.Ada.PutAsync(
            "profile",
            new
            {
                username = "lovelace",
                bio = "Analytical",
                avatar_id = avatar.Id(),
            }
        );
        await cast.Ada.PutAsync(
            "profile",
            new { username = cast.Grace.Username },
            HttpStatusCode.Conflict
        );
        await cast.Ada.PutAsync("profile", new { bio = (string?)null });
        await cast.Ada.PostAsync("avatars/select", new { avatar_id = avatar.Id() });
    }

    private static async Task FindUsersAsync(Cast cast)
    {
        var page = await cast.Ada.GetAsync("api/users?limit=1");
        await cast.Ada.GetAsync($"api/users?cursor={page.Text("next_cursor")}");
        await cast.Ada.GetAsync("api/users?search=gra&online=false");
        await cast.Ada.GetAsync($"api/users/{cast.Grace.Id}");
    }

    private static async Task LookAroundAsync(TourApp app)
    {
        await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));
        await app.Anonymous.GetAsync(new Uri("api/openapi.json", UriKind.Relative));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "api/messages");
        await app.Anonymous.SendAsync(preflight);
    }
}
