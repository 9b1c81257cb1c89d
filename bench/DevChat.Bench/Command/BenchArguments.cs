using System.Globalization;

namespace DevChat.Bench.Command;

/// <summary>Parses the command line.</summary>
internal static class BenchArguments
{
    private static readonly string[] Known =
    [
        "--base",
        "--pid",
        "--rate",
        "--in-flight",
        "--seconds",
        "--warm-up",
        "--rooms",
        "--members",
        "--connections",
        "--restart",
        "--draw",
    ];

    /// <exception cref="UsageException">The message names the wrong argument.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> args)
    {
        var scenarios = new List<string>();
        var values = new Dictionary<string, string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                scenarios.Add(args[i]);
                continue;
            }

            var option = Known.Contains(args[i])
                ? args[i]
                : throw new UsageException($"{args[i]}: there is no such option.");
            i++;
            values[option] =
                i < args.Count
                    ? args[i]
                    : throw new UsageException($"{option}: a value is missing.");
        }

        return Options(scenarios, values);
    }

    private static BenchOptions Options(
        List<string> scenarios,
        Dictionary<string, string> values
    ) =>
        new()
        {
            Scenarios = scenarios,
            Base = Address(values.GetValueOrDefault("--base") ?? "http://127.0.0.1:7071"),
            Pid = Count(values, "--pid"),
            Rate = Number(values, "--rate"),
            InFlight = Count(values, "--in-flight"),
            Measurement = TimeSpan.FromSeconds(Number(values, "--seconds") ?? 15),
            WarmUp = TimeSpan.FromSeconds(Number(values, "--warm-up") ?? 5),
            Rooms = Count(values, "--rooms"),
            Members = Count(values, "--members"),
            Connections = Count(values, "--connections"),
            RestartCommand = values.GetValueOrDefault("--restart"),
            DrawingFolder = values.GetValueOrDefault("--draw"),
        };

    private static Uri Address(string text) =>
        Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out var address)
            ? address
            : throw new UsageException($"--base: {text} is not an address.");

    private static int? Count(Dictionary<string, string> values, string option) =>
        Number(values, option) switch
        {
            null => null,
            >= 1 and <= 1_000_000_000 and var number => (int)number,
            _ => throw new UsageException($"{option}: at least 1 is needed."),
        };

    private static double? Number(Dictionary<string, string> values, string option)
    {
        if (!values.TryGetValue(option, out var text))
        {
            return null;
        }

        return
            double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && double.IsFinite(number)
            ? number
            : throw new UsageException($"{option}: {text} is not a number above 0.");
    }
}

/// <summary>The command line is wrong. The message gives the reason.</summary>
internal sealed class UsageException(string message) : Exception(message);
