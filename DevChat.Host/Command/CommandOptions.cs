namespace DevChat.Host.Command;

/// <summary>Options of a command line that each take one value.</summary>
public static class CommandOptions
{
    public const string Urls = "--urls";

    /// <returns>The value of each of the <paramref name="known"/> options; null where it is not given.</returns>
    /// <exception cref="UsageException">An option that does not exist, or one without its value.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(
        IReadOnlyList<string> args,
        params IEnumerable<string> known
    )
    {
        var values = known.ToDictionary(option => option, _ => (string?)null);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!values.ContainsKey(args[i]))
            {
                throw new UsageException($"{args[i]}: there is no such option.");
            }

            values[args[i]] =
                i + 1 < args.Count
                    ? args[i + 1]
                    : throw new UsageException($"{args[i]}: a value is missing.");
        }

        return values;
    }
}

/// <summary>The command line is wrong; the message says how.</summary>
public sealed class UsageException(string message) : Exception(message);
