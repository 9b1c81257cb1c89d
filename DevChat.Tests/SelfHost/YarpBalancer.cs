using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace DevChat.Tests.SelfHost;

/// <summary>A load balancer that every machine can run, set up like nginx.conf.</summary>
internal sealed class YarpBalancer : IBalancer
{
    private readonly WebApplication _app;

    private YarpBalancer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<IBalancer> StartAsync(params IReadOnlyList<Uri> instances)
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
        var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        return new YarpBalancer(app);
    }

    /// <summary>Connections that are open are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
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
