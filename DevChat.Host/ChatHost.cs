using System.Text.Json;
using DevChat.Functions;
using DevChat.Functions.Http;
using DevChat.Host.Http;
using DevChat.Host.Queues;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using DevChat.Host.Telemetry;
using DevChat.Host.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.Host;

/// <summary>A running Functions host in one process: HTTP, queues, timers and the SignalR service.</summary>
public sealed class ChatHost : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private bool _isDisposed;

    private ChatHost(WebApplication app) => _app = app;

    /// <summary>The address that the host listens on. Port 0 and "any address" are resolved.</summary>
    public Uri BaseAddress => ListeningAddress.Of(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <summary>
    /// Builds and starts a host that listens on <c>options.Urls</c>. Disposing it stops everything that it started.
    /// </summary>
    /// <exception cref="InvalidOperationException">A function cannot be hosted; the message names it.</exception>
    public static async Task<ChatHost> StartAsync(
        ChatHostOptions options,
        CancellationToken cancellationToken
    )
    {
        var settings = HostSettings.Read(options.HostFile, options.Configuration);
        var app = Build(options, settings);
        try
        {
            Route(app, settings, options.WebFolder);
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function now and waits for it. Throws if the function fails.</summary>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    public Task RunTimerAsync(string function, CancellationToken cancellationToken = default) =>
        Services.GetRequiredService<TimerFunctions>().Find(function) is { } timer
            ? timer.RunAsync(new TimerInfo(), cancellationToken)
            : throw new ArgumentException($"There is no timer function '{function}'.");

    /// <summary>Stops the host. Running requests and functions get some time to finish. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        using var patience = new CancellationTokenSource(
            ShutdownTime,
            Services.GetRequiredService<TimeProvider>()
        );
        try
        {
            await _app.StopAsync(patience.Token);
        }
        finally
        {
            await Services.EndTelemetryAsync();
            await _app.DisposeAsync();
        }
    }

    private static WebApplication Build(ChatHostOptions options, HostSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new() { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddConfiguration(options.Configuration);
        var limits = HostLimits.Of(builder.Configuration);
        builder.Services.AddSingleton(limits);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => KestrelLimits.Apply(kestrel, limits));
        builder.WebHost.UseUrls(options.Urls);
        HostLogging.Add(builder.Logging, settings, options.Logging);
        AddServices(builder.Services, builder.Configuration, settings, options);
        return builder.Build();
    }

    private static void AddServices(
        IServiceCollection services,
        IConfiguration configuration,
        HostSettings settings,
        ChatHostOptions options
    )
    {
        services.AddRouting();
        services.AddMvcCore();
        services.AddSingleton<IHostLifetime, NoHostLifetime>();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<JsonSerializerOptions>(FunctionJson.Configure);
        services.AddSingleton(settings);
        services.AddSingleton<FunctionBindings>();
        services.AddSingleton(provider => new FunctionCatalogue(
            options.FunctionClasses ?? FunctionCatalogue.PublicClasses(typeof(ChatHost).Assembly),
            provider.GetRequiredService<FunctionBindings>()
        ));
        services.AddSingleton<Storage>();
        services.AddSingleton<OutputSender>();
        services.AddSingleton<OutputQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<OutputQueue>());
        services.AddSingleton<FunctionInvoker>();
        services.AddHttpFunctions();
        services.AddRealtime(configuration);
        services.AddQueues(settings);
        services.AddTimers();
        services.AddDevChat(configuration);
        services.AddHostTelemetry(configuration, settings);
        services.AddScoped<HttpPipeline>(provider =>
            provider.GetRequiredService<RequestPipeline>().InvokeAsync
        );
        options.Services?.Invoke(services);
    }

    private static void Route(WebApplication app, HostSettings settings, string? webFolder)
    {
        app.UseForwardingWhenConfigured();
        app.UsePrometheus();
        app.UseApiDocs(settings.RoutePrefix);
        app.UseRouting();
        app.UseNotFoundForWrongMethods();
        if (webFolder is not null)
        {
            app.UseWebApp(webFolder, settings.RoutePrefix, "admin", "client", "metrics");
        }

        app.UseVaryOnHub();
        app.UseCors();
        app.UseRealtime();
        app.MapTimerAdmin();
        app.MapHttpFunctions(settings.RoutePrefix);
    }
}

/// <summary>Ignores signals: many hosts run in one test process, and the code that starts a host stops it.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
