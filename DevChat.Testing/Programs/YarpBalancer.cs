using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace DevChat.Testing.Programs;

/// <summary>A load balancer that every machine can run, set up like nginx.conf.</summary>
public sealed class YarpBalancer : IBalancer
{
    private readonly WebApplication _app;
    private int _unauthorized;

    private YarpBalancer(WebApplication app)
    {
        _app = app;
        app.Use(CountRefusalsAsync);
        app.MapReverseProxy();
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>How many requests, those of the hub included, were answered with 401.</summary>
    public int Unauthorized => _unauthorized;

    public static async Task<YarpBalancer> StartAsync(params IReadOnlyList<Uri> instances)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ILoadBalancingPolicy, ByAffinity>();
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory(
                [Route("client", "/client/{**rest}", "hub"), Route("rest", "/{**rest}", "api")],
                [Cluster("hub", nameof(ByAffinity), instances), Cluster("api", null, instances)]
            );
        var balancer = new YarpBalancer(builder.Build());
        await balancer._app.StartAsync();
        return balancer;
    }

    /// <summary>Connections that are open are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task CountRefusalsAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            Interlocked.Increment(ref _unauthorized);
        }
    }

    private static RouteConfig Route(string id, string path, string cluster) =>
        new()
        {
            RouteId = id,
            ClusterId = cluster,
            Match = new RouteMatch { Path = path },
        };

    private static ClusterConfig Cluster(string id, string? policy, IReadOnlyList<Uri> instances) =>
        new()
        {
            ClusterId = id,
            LoadBalancingPolicy = policy,
            Destinations = instances.ToDictionary(
                instance => instance.ToString(),
                instance => new DestinationConfig { Address = instance.ToString() }
            ),
            HealthCheck = new HealthCheckConfig
            {
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Interval = TimeSpan.FromMilliseconds(200),
                    Timeout = TimeSpan.FromSeconds(5),
                    Path = "/api/health",
                },
            },
        };

    private sealed class ByAffinity : ILoadBalancingPolicy
    {
        public string Name => nameof(ByAffinity);

        public DestinationState? PickDestination(
            HttpContext context,
            ClusterState cluster,
            IReadOnlyList<DestinationState> availableDestinations
        )
        {
            var affinity = $"{context.Request.Query["affinity"]}";
            return availableDestinations.MaxBy(destination =>
                string.GetHashCode(affinity + destination.DestinationId, StringComparison.Ordinal)
            );
        }
    }
}
