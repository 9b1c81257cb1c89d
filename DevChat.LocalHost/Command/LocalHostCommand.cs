using System.Diagnostics;
using DevChat.Host;
using DevChat.Host.Command;

namespace DevChat.LocalHost.Command;

/// <summary>The program: starts the stores that are not configured, then the host, and serves until the stop signal.</summary>
internal static class LocalHostCommand
{
    private const string Data = "--data";

    private const string Usage = """
        usage: dotnet run --project DevChat.LocalHost [-- OPTIONS]
          --urls URLS   addresses to listen on, separated by ';' (default http://127.0.0.1:7071)
          --data DIR    where embedded servers keep their data (default .devchat)
        """;

    /// <returns>The exit code, see <see cref="ServerProgram"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args) =>
        ServerProgram.RunAsync(Usage, stop => ServeAsync(args, stop));

    private static async Task ServeAsync(IReadOnlyList<string> args, StopSignal stop)
    {
        var watch = Stopwatch.StartNew();
        var options = CommandOptions.Parse(args, CommandOptions.Urls, Data);
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
        await using var host = await ChatHost.StartAsync(
            new ChatHostOptions
            {
                Urls = options[CommandOptions.Urls] ?? ChatHostOptions.DefaultUrls,
                Configuration = stores.Configuration,
            },
            stop.Token
        );
        Banner.Print(host.BaseAddress, stores.Descriptions, watch.Elapsed);
        await stop.WaitAsync();
        Console.WriteLine("Stopping.");
    }
}
