namespace DevChat.LocalHost.Command;

/// <summary>The options of the program.</summary>
internal sealed record CommandLine(string Urls, string DataDirectory)
{
    public const string Usage = """
        usage: dotnet run --project DevChat.LocalHost [-- OPTIONS]
          --urls URLS   where to listen, separated by ';' (default http://127.0.0.1:7071)
          --data DIR    where embedded servers keep their data (default .devchat)
        """;

    private static readonly CommandLine Default = new("http://127.0.0.1:7071", ".devchat");

    /// <exception cref="UsageException">An option that does not exist, or one without its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var parsed = Default;
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            parsed = (args[i], value) switch
            {
                (_, null) => throw new UsageException(
                    $"{args[i]}: a value is missing, or there is no such option."
                ),
                ("--urls", { } urls) => parsed with { Urls = urls },
                ("--data", { } directory) => parsed with { DataDirectory = directory },
                _ => throw new UsageException($"{args[i]}: there is no such option."),
            };
        }
        return parsed;
    }
}
