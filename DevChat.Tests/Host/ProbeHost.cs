using DevChat.Host;
using DevChat.Host.Http;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Host;

/// <summary>A host that runs probe functions instead of the app's, without the app's own pipeline around them.</summary>
internal sealed class ProbeHost : IAsyncDisposable
{
    /// <summary>There is no Redis; without limits nobody asks it.</summary>
    private static readonly Dictionary<string, string?> Ordinary = new()
    {
        ["Jwt:Secret"] = DevChatApp.JwtSecret,
        ["ConnectionStrings:Redis"] = "127.0.0.1:1",
        ["RateLimits:Enabled"] = "false",
    };

    private ProbeHost(ChatHost app, LogRecorder log, Probe probe)
    {
        App = app;
        Log = log;
        Probe = probe;
        Client = new HttpClient { BaseAddress = app.BaseAddress };
    }

    public ChatHost App { get; }

    public HttpClient Client { get; }

    public LogRecorder Log { get; }

    /// <summary>What the functions of this host tell the test.</summary>
    public Probe Probe { get; }

    public static Task<ProbeHost> StartAsync<TFunctions>(
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        string? hostFile = null
    ) => StartAsync([typeof(TFunctions)], settings, services, hostFile);

    public static async Task<ProbeHost> StartAsync(
        IReadOnlyList<Type> functions,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        string? hostFile = null
    )
    {
        var log = new LogRecorder();
        var probe = new Probe();
        var options = new ChatHostOptions
        {
            Urls = "http://127.0.0.1:0",
            Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(Ordinary)
                .AddInMemoryCollection(settings ?? [])
                .Build(),
            FunctionClasses = functions,
            Logging = logging =>
                logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter(_ => true),
            Services = added =>
            {
                added.AddSingleton(probe);
                added.RemoveAll<HttpPipeline>();
                added.AddScoped<HttpPipeline>(_ => Through);
                services?.Invoke(added);
            },
            HostFile = hostFile ?? "no host.json",
        };
        return new(await ChatHost.StartAsync(options, Soon.Token), log, probe);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private static async Task<Microsoft.AspNetCore.Mvc.IActionResult?> Through(
        Microsoft.AspNetCore.Http.HttpContext http,
        Microsoft.Azure.Functions.Worker.FunctionDefinition function,
        Func<Task> run
    )
    {
        await run();
        return null;
    }
}
