using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Presence;

namespace DevChat.Tests.Connections;

/// <summary>Signing out ends the session and the time of its connections together, or neither.</summary>
public sealed class FailedSignOutTests(PresenceApp app) : IClassFixture<PresenceApp>
{
    [Fact]
    public async Task A_session_whose_connections_cannot_be_ended_goes_on_until_it_is_signed_out_again()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        await app.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN RAISE ''away'' USING ERRCODE = ''cannot_connect_now''; END';
            CREATE TRIGGER refuse BEFORE UPDATE ON session_connections EXECUTE FUNCTION refuse()
            """
        );

        var failed = await SignOutAsync(ada);
        await failed.ReadProblemAsync(HttpStatusCode.ServiceUnavailable, "store_unavailable");
        await ada.GetAsync("api/auth/me");
        await app.ExecuteAsync("DROP FUNCTION refuse CASCADE");

        await (await SignOutAsync(ada)).ReadAsync(HttpStatusCode.NoContent);
        await connection.ClosedAsync();
    }

    private static Task<HttpResponseMessage> SignOutAsync(TestUser user) =>
        user.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);
}
