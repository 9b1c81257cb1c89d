using System.Text.Json;

namespace DevChat.Testing.Contract;

/// <summary>Fails a test whose answers differ from what the OpenAPI document says of them.</summary>
public sealed class AnswerCheck(Func<ApiDescription> api)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private const string Prefix = "/api";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (
            path.StartsWith(Prefix, StringComparison.Ordinal)
            && api().Find(request.Method.Method, path[Prefix.Length..]) is { } operation
        )
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            await CheckAsync(operation, answer);
        }

        return answer;
    }

    private async Task CheckAsync(ApiOperation operation, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var response = api().Response(operation, status);
        Assert.True(response is not null, $"{operation} is not said to answer {status}");
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (!response.Value.TryGetProperty("content", out var content))
        {
            Assert.True(mediaType is null, $"{operation} is not said to have a body with {status}");
            return;
        }

        Assert.True(
            content.TryGetProperty(mediaType ?? "", out var body),
            $"{operation} answered {status} as {mediaType}"
        );
        if (mediaType!.EndsWith("json", StringComparison.Ordinal))
        {
            var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            var mistakes = api().Check.Mistakes(json, body.GetProperty("schema"));
            Assert.True(
                !mistakes.Any(),
                $"{operation} answered {status}: {string.Join("; ", mistakes)}"
            );
        }
    }
}
