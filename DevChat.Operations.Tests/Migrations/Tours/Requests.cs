using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Migrations.Tours;

internal static class Requests
{
    public static Task<JsonElement> PostAsync(
        this TestUser user,
        string path,
        object? body = null,
        HttpStatusCode answer = HttpStatusCode.OK
    ) => user.RequestAsync(HttpMethod.Post, path, body, answer);

    public static Task<JsonElement> PutAsync(
        this TestUser user,
        string path,
        object body,
        HttpStatusCode answer = HttpStatusCode.OK
    ) => user.RequestAsync(HttpMethod.Put, path, body, answer);

    public static Task<JsonElement> DeleteAsync(
        this TestUser user,
        string path,
        HttpStatusCode answer = HttpStatusCode.NoContent
    ) => user.RequestAsync(HttpMethod.Delete, path, body: null, answer);

    public static async Task<JsonElement> RequestAsync(
        this TestUser user,
        HttpMethod method,
        string path,
        object? body,
        HttpStatusCode answer
    )
    {
        using var request = new HttpRequestMessage(method, $"api/{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        return await (await user.Http.SendAsync(request)).ReadAsync(answer);
    }
}
