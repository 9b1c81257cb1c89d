using System.Globalization;
using DevChat.Faults.Injection;

namespace DevChat.Faults.Command;

/// <summary>Parses the command line.</summary>
internal static class FaultArguments
{
    public const string Usage = """
        usage: bench/faults.sh [--kinds NAME,NAME] [--times 20] [--stop-seconds 20] [--users 10] [--rooms 5] [--seed 1]
        kinds: host postgres redis azurite stop-host stop-postgres stop-redis stop-azurite connections two-hosts disk clock;
               mix: several kinds in turn, in one run. Default: all but mix
        """;

    private static readonly string[] Known =
    [
        "--kinds",
        "--times",
        "--stop-seconds",
        "--users",
        "--rooms",
        "--seed",
    ];

    /// <exception cref="UsageException">The message names the wrong argument.</exception>
    public static FaultOptions Parse(IReadOnlyList<string> args)
    {
        var values = args.Chunk(2)
            .ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1));
        if (values.Keys.Except(Known).FirstOrDefault() is { } unknown)
        {
            throw new UsageException($"{unknown}: there is no such option.");
        }

        var all = FaultKind.All(TimeSpan.FromSeconds(Number(values, "--stop-seconds", 20)));
        return new FaultOptions
        {
            Kinds = Kinds(values.GetValueOrDefault("--kinds"), all),
            Times = Number(values, "--times", 20),
            Users = Number(values, "--users", 10),
            Rooms = Number(values, "--rooms", 5),
            Seed = Number(values, "--seed", 1),
        };
    }

    private static IReadOnlyList<FaultKind> Kinds(string? names, IReadOnlyList<FaultKind> all) =>
        names is null
            ? [.. all.Where(kind => kind.Name != "mix")]
            :
            [
                .. names
                    .Split(',')
                    .Select(name =>
                        all.FirstOrDefault(kind => kind.Name == name)
                        ?? throw new UsageException($"{name}: there is no such kind.")
                    ),
            ];

    private static int Number(Dictionary<string, string?> values, string option, int normally) =>
        !values.TryGetValue(option, out var text) ? normally
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
        : throw new UsageException($"{option}: {text} is not a number above 0.");
}

/// <summary>The command line is wrong, or the machine cannot do it. The message gives the reason.</summary>
internal sealed class UsageException(string message) : Exception(message);
