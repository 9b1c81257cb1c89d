using System.Diagnostics;
using DevChat.Functions.Identity;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Command;

/// <summary>The program: start the stores, bring the database up to date, serve until told to stop.</summary>
internal static class LocalHostCommand
{
    /// <summary>The exit code: 0 after a stop that was asked for, 1 for a failed start, 2 for a wrong command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var stop = new StopSignal();
        try
        {
            await ServeAsync(CommandLine.Parse(args), stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync($"{usage.Message}\n{CommandLine.Usage}");
            return 2;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"DevChat did not start: {explanation}");
            return 1;
        }
    }

    private static async Task ServeAsync(CommandLine line, StopSignal stop)
    {
        var watch = Stopwatch.StartNew();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(LocalDefaults.Values)
            .AddLocalSettings()
            .Build();
        LocalHostSettings.Require(configuration);
        // Before anything is started: a wrong connection string is told at once.
        await StoreProbe.RunAsync(
            configuration,
            ManagedIdentityTokens.Of(configuration),
            stop.Token
        );
        await using var stores = await LocalStores.StartAsync(
            configuration,
            line.DataDirectory,
            Console.WriteLine,
            stop.Token
        );
        await StoreProbe.RunAsync(stores.Started, tokens: null, stop.Token);
        await using var app = await LocalHostApp.StartAsync(
            new LocalHostOptions { Urls = line.Urls, Configuration = stores.Configuration },
            stop.Token
        );
        Banner.Print(app.BaseAddress, stores.Descriptions, watch.Elapsed);
        await stop.WaitAsync();
        Console.WriteLine("Stopping.");
    }
}
