using System.Text.RegularExpressions;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.OpenApi;

/// <summary>What clients were promised is what the document says.</summary>
public sealed class ContractTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    /// <summary>Routes, and what they may answer beside 401, 429 and 503.</summary>
    private static readonly Dictionary<string, string> Promised = new()
    {
        ["POST /auth/register"] = "201 400 validation_failed 409 username_taken email_taken",
        ["POST /auth/login"] = "200 401 invalid_credentials",
        ["POST /auth/logout"] = "204",
        ["GET /auth/me"] = "200",
        ["GET /chatrooms"] = "200 400 validation_failed",
        ["POST /chatrooms"] = "201 200 400 validation_failed",
        ["GET /chatrooms/{}"] = "200 404",
        ["PUT /chatrooms/{}"] = "200 403 404 409 direct_room",
        ["DELETE /chatrooms/{}"] = "204 403 404",
        ["POST /chatrooms/{}/participants"] = "200 400 404 409 direct_room",
        ["DELETE /chatrooms/{}/participants/{}"] = "204 403 404 409 direct_room",
        ["GET /messages/{}"] = "200 400 404",
        ["POST /messages"] = "201 200 400 404 409 client_message_id_reused",
        ["DELETE /messages/{}"] = "204 403 404",
        ["PUT /messages/{}/read"] = "200 400 404",
        ["GET /sync"] = "200 400 410 resync_required",
        ["GET /users"] = "200 400",
        ["GET /users/{}"] = "200 404",
        ["GET /profile"] = "200",
        ["PUT /profile"] = "200 400 404 409 username_taken",
        ["GET /avatars"] = "200",
        ["GET /avatars/{}/{}"] = "200 404",
        ["POST /avatars/select"] = "200 400 404",
        ["POST /negotiate"] = "200",
        ["GET /health"] = "200",
        ["GET /health/ready"] = "200 503",
        ["GET /openapi.json"] = "200",
    };

    public static TheoryData<string> Routes() => [.. Promised.Keys];

    [Fact]
    public void The_document_has_the_promised_routes_and_no_others() =>
        Assert.Equal(
            Promised.Keys.Order(StringComparer.Ordinal),
            app.Api.Operations.Select(RouteOf).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_route_has_the_promised_answers(string route)
    {
        var responses = Responses(route);

        Assert.All(
            Promised[route].Split(' '),
            word => Assert.Contains($"\"{word}\"", responses, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_route_that_reads_a_body_refuses_what_is_too_large_or_no_JSON(string route)
    {
        var operation = Operation(route);
        string[] statuses = ["400", "413", "415"];

        var reads = operation.Node.TryGetProperty("requestBody", out _);

        var responses = operation.Node.GetProperty("responses").Fields();
        Assert.Equal(reads, statuses.All(status => responses.Contains(status)));
    }

    private ApiOperation Operation(string route) =>
        app.Api.Operations.Single(operation => RouteOf(operation) == route);

    private string Responses(string route)
    {
        var operation = Operation(route);
        return string.Concat(
            from status in operation.Node.GetProperty("responses").Fields()
            select $"\"{status}\"{app.Api.Response(operation, int.Parse(status, null))}"
        );
    }

    private static string RouteOf(ApiOperation operation) =>
        $"{operation.Method} {Regex.Replace(operation.Path, @"\{\w+\}", "{}")}";
}
