using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DevChat.Functions.Contract;
using DevChat.Testing.Apps;

namespace DevChat.Tests.OpenApi;

public sealed class DocumentTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public void Every_HTTP_function_is_described_once_and_nothing_else_is() =>
        Assert.Equal(
            HttpRoute.All().Select(route => route.Function).Order(),
            Operations
                .Groups.SelectMany(group => group.Operations)
                .Select(operation => operation.Function)
                .Order()
        );

    [Fact]
    public void Every_parameter_of_a_route_is_described()
    {
        var routes = HttpRoute.All().ToDictionary(route => route.Function, route => route.Path);
        Assert.All(
            Operations.Groups.SelectMany(group => group.Operations),
            operation =>
                Assert.Equal(
                    PathNames.ParametersOf(routes[operation.Function]).Count(),
                    operation.Route.Count
                )
        );
    }

    [Fact]
    public void Every_example_satisfies_its_schema()
    {
        var contents =
            from operation in app.Api.Operations
            from content in Contents(operation.Node)
            where content.TryGetProperty("example", out _)
            select (operation, content);

        Assert.NotEmpty(contents);
        Assert.All(
            contents,
            found =>
                Assert.Empty(
                    app.Api.Check.Mistakes(
                        found.content.GetProperty("example"),
                        found.content.GetProperty("schema"),
                        $"{found.operation}"
                    )
                )
        );
    }

    [Fact]
    public async Task A_client_with_the_current_document_gets_304()
    {
        var first = await GetAsync(version: null);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("public, max-age=300", first.Headers.CacheControl?.ToString());

        var again = await GetAsync(first.Headers.ETag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public void Only_what_needs_no_token_says_so() =>
        Assert.Equal(
            [
                "GET /avatars/{id}/{fileName}",
                "GET /health",
                "GET /health/ready",
                "GET /openapi.json",
                "POST /auth/login",
                "POST /auth/register",
            ],
            app.Api.Operations.Where(operation =>
                    operation.Node.GetProperty("security").GetArrayLength() == 0
                )
                .Select(operation => operation.ToString())
                .Order(StringComparer.Ordinal)
        );

    private Task<HttpResponseMessage> GetAsync(EntityTagHeaderValue? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/openapi.json");
        if (version is not null)
        {
            request.Headers.IfNoneMatch.Add(version);
        }

        return app.Anonymous.SendAsync(request);
    }

    private static IEnumerable<JsonElement> Contents(JsonElement operation)
    {
        var holders = operation
            .GetProperty("responses")
            .EnumerateObject()
            .Select(response => response.Value);
        if (operation.TryGetProperty("requestBody", out var body))
        {
            holders = holders.Append(body);
        }

        return from holder in holders
            where holder.TryGetProperty("content", out _)
            from content in holder.GetProperty("content").EnumerateObject()
            select content.Value;
    }
}
