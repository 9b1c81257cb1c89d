using DevChat.Bench.Clients;
using DevChat.Bench.Measuring;
using DevChat.Bench.Reports;
using DevChat.Bench.Scenarios;

namespace DevChat.Bench.Command;

/// <summary>The program: runs the scenarios one after the other and reports what they measured.</summary>
internal static class BenchCommand
{
    private static string Usage =>
        $"""
            usage: DevChat.Bench SCENARIO... [OPTIONS]
            {string.Join(
                '\n',
                ScenarioCatalogue.All.Select(scenario =>
                    $"  {scenario.Name, -18}{scenario.Description}"
                )
            )}
              all               all of them, restart with --restart only
            options:
              --base URL        the server (default http://127.0.0.1:7071)
              --pid PID         its process on this machine, for CPU and memory
              --rate N          open loop: N operations per second
              --in-flight N     closed loop: N operations in flight (the default)
              --seconds N       length of the measurement (default 15)
              --warm-up N       length of the warm-up before it (default 5)
              --rooms N, --members N, --connections N
              --restart COMMAND kills the server and starts it at the same address
              --draw DIR        writes SVG files
            """;

    /// <returns>0 if every scenario ran, 1 if the server refused to prepare one, 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var options = BenchArguments.Parse(args);
            await RunAsync(options, Chosen(options));
            return 0;
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n{Usage}");
            return 2;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or UnexpectedAnswerException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task RunAsync(BenchOptions options, IReadOnlyList<IScenario> scenarios)
    {
        using var server = options.Pid is { } pid ? new ServerProcess(pid) : null;
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            await Console.Error.WriteLineAsync($"{scenario.Name} …");
            using var bench = new Workbench(options, server, TimeProvider.System);
            results.Add(await scenario.RunAsync(bench));
        }

        Console.Write(ResultTable.Write(results));
        results.ForEach(result => Console.WriteLine(ResultJson.Write(result)));
        if (options.DrawingFolder is { } folder)
        {
            Drawings.Write(results, folder);
        }
    }

    private static IReadOnlyList<IScenario> Chosen(BenchOptions options) =>
        options.Scenarios switch
        {
            [] => throw new UsageException("A scenario is missing."),
            ["all"] => [.. ScenarioCatalogue.All.Where(scenario => scenario.CanRun(options))],
            var names => [.. names.Select(name => Find(name, options))],
        };

    private static IScenario Find(string name, BenchOptions options) =>
        ScenarioCatalogue.All.FirstOrDefault(scenario => scenario.Name == name) switch
        {
            null => throw new UsageException($"{name}: there is no such scenario."),
            var scenario when !scenario.CanRun(options) => throw new UsageException(
                $"{name}: an option is missing that it needs."
            ),
            var scenario => scenario,
        };
}
