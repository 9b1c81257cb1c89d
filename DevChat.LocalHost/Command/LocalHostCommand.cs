using System.Diagnostics;
using DevChat.Host;
using DevChat.Host.Command;
using DevChat.LocalHost.Web;

namespace DevChat.LocalHost.Command;

/// <summary>The program: starts the stores that are not configured, then the host, and serves until the stop signal.</summary>
internal static class LocalHostCommand
{
    private const string Data = "--data";
    private const string NoWeb = "--no-web";

    private const string Usage = """
        usage: dotnet run --project DevChat.LocalHost [-- OPTIONS]
          --urls URLS   addresses to listen on, separated by ';' (default http://127.0.0.1:7071)
          --data DIR    where embedded servers keep their data (default .devchat)
          --no-web      do not build and serve the web app
        """;

    /// <returns>The exit code, see <see cref="ServerProgram"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args) =>
        ServerProgram.RunAsync(Usage, stop => ServeAsync(args, stop));

    private static async Task ServeAsync(IReadOnlyList<string> args, StopSignal stop)
    {
        var watch = Stopwatch.StartNew();
        var hasWeb = !CommandOptions.Has(args, NoWeb, out var withValues);
        var options = CommandOptions.Parse(withValues, CommandOptions.Urls, Data);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(LocalDefaults.Values)
            .AddLocalSettings()
            .Build();
        HostRequirements.Check(configuration);
        // Runs before anything else starts, so that a wrong connection string is reported immediately.
        await StoreProbe.RunAsync(configuration, stop.Token);
        await using var stores = await LocalStores.StartAsync(
            configuration,
            options[Data] ?? ".devchat",
            Console.WriteLine,
            stop.Token
        );
        await StoreProbe.RunAsync(stores.Started, stop.Token);
        var web = hasWeb ? await BuildWebAsync(stop.Token) : null;
        await using var host = await ChatHost.StartAsync(
            new ChatHostOptions
            {
                Urls = options[CommandOptions.Urls] ?? ChatHostOptions.DefaultUrls,
                Configuration = stores.Configuration,
                WebFolder = web,
            },
            stop.Token
        );
        Banner.Print(host.BaseAddress, web is not null, stores.Descriptions, watch.Elapsed);
        await stop.WaitAsync();
        Console.WriteLine("Stopping.");
    }

    /// <summary>Null outside of the repository: there are no sources.</summary>
    private static async Task<string?> BuildWebAsync(CancellationToken cancellationToken) =>
        WebSources.Find(Environment.CurrentDirectory) is { } sources
            ? await new WebBuild(sources, Console.WriteLine).EnsureAsync(cancellationToken)
            : null;
}
