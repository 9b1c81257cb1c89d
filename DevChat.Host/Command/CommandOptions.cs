namespace DevChat.Host.Command;

/// <summary>Parses a command line of options that each take one value, or none.</summary>
public static class CommandOptions
{
    public const string Urls = "--urls";

    /// <summary>True if the option is there. It takes no value.</summary>
    /// <param name="rest">The other arguments.</param>
    public static bool Has(
        IReadOnlyList<string> args,
        string option,
        out IReadOnlyList<string> rest
    )
    {
        rest = [.. args.Where(argument => argument != option)];
        return rest.Count < args.Count;
    }

    /// <returns>The value of each of the <paramref name="known"/> options. Null for an option that is missing.</returns>
    /// <exception cref="UsageException">An option is unknown or has no value.</exception>
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

/// <summary>The command line is wrong. The message gives the reason.</summary>
public sealed class UsageException(string message) : Exception(message);
