using System.Globalization;
using System.Runtime.InteropServices;
using DevChat.Faults.Deployments;
using DevChat.Faults.Runs;

namespace DevChat.Faults.Command;

internal static class FaultsCommand
{
    private const int Clean = 0;
    private const int Harmed = 1;
    private const int Misused = 2;

    /// <summary>The table goes to standard output, all details to standard error.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [RedisProcess.GarnetCommand, var port])
        {
            await RedisProcess.RunGarnetAsync(int.Parse(port, CultureInfo.InvariantCulture));
        }

        try
        {
            using var stop = new CancellationTokenSource();
            // The hosts end with the run, and only with it.
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            var results = await RunAsync(FaultArguments.Parse(args), stop.Token);
            Console.WriteLine(ResultTable.Of(results));
            return results.All(result => result.IsClean) ? Clean : Harmed;

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        }
        catch (OperationCanceledException)
        {
            return Harmed;
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(FaultArguments.Usage);
            return Misused;
        }
    }

    private static async Task<IReadOnlyList<KindResult>> RunAsync(
        FaultOptions options,
        CancellationToken cancellationToken
    )
    {
        if (options.Kinds.FirstOrDefault(kind => kind.Obstacle is not null) is { } impossible)
        {
            throw new UsageException($"{impossible.Name}: {impossible.Obstacle}.");
        }

        var results = new List<KindResult>();
        foreach (var kind in options.Kinds)
        {
            var run = new KindRun(kind, options, Console.Error.WriteLine);
            results.Add(await run.RunAsync(cancellationToken));
        }

        return results;
    }
}
