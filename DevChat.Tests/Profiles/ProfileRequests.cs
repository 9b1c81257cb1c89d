using System.Net;
using System.Text;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Profiles;

/// <summary>Changes of a profile, with bodies that are written out.</summary>
internal static class ProfileRequests
{
    public static async Task<JsonElement> ChangeAsync(TestUser user, string body) =>
        await (await PutAsync(user, body)).ReadAsync(HttpStatusCode.OK);

    public static Task<HttpResponseMessage> PutAsync(TestUser user, string body) =>
        user.Http.PutAsync(
            new Uri("api/profile", UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );
}
