using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Identity;

/// <summary>Gives out tokens as Azure's App Service does to the apps on it (api-version 2019-08-01).</summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    public const string ClientId = "5f5d2f54-3f2c-4bd7-a3e4-0d5f0a8c9f10";

    private const string Header = "a header that only the app knows";

    /// <summary>So short that no client keeps a token for the next time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;

    private IdentityEndpoint(WebApplication app)
    {
        _app = app;
        app.MapGet("/msi/token", Give);
    }

    /// <summary>The token of now.</summary>
    public string Token { get; set; } = "token 1";

    /// <summary>Answers with an error.</summary>
    public bool IsOutOfOrder { get; set; }

    /// <summary>What tokens were asked for.</summary>
    public ConcurrentQueue<string> Resources { get; } = [];

    /// <summary>What App Service adds to the environment of the app.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>
        {
            ["IDENTITY_ENDPOINT"] = $"{_app.Urls.First()}/msi/token",
            ["IDENTITY_HEADER"] = Header,
        };

    public static async Task<IdentityEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var endpoint = new IdentityEndpoint(builder.Build());
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Give(HttpRequest request)
    {
        if (
            request.Headers["X-IDENTITY-HEADER"] != Header
            || request.Query["api-version"] != "2019-08-01"
            || request.Query["client_id"] != ClientId
        )
        {
            return Results.BadRequest();
        }

        if (IsOutOfOrder)
        {
            return Results.Problem("out of order");
        }

        var resource = request.Query["resource"].ToString();
        Resources.Enqueue(resource);
        return Results.Json(
            new
            {
                access_token = Token,
                expires_on = $"{TimeProvider.System.GetUtcNow().Add(Lifetime).ToUnixTimeSeconds()}",
                resource,
                token_type = "Bearer",
                client_id = ClientId,
            }
        );
    }
}
