using System.Collections.Frozen;

namespace DevChat.Functions.Settings;

/// <summary>Recognises secrets that are public or easy to guess. Production does not start with one.</summary>
internal static class WeakSecret
{
    /// <summary>
    /// Smallest number of different characters. 32 random hexadecimal digits have fewer with a probability below one in
    /// a million.
    /// </summary>
    private const int MinDistinctCharacters = 8;

    /// <summary>
    /// Placeholder words in example configurations. Random text contains one with a probability below one in a million.
    /// </summary>
    private static readonly string[] Placeholders =
    [
        "changeme",
        "change-me",
        "change_me",
        "devchat",
        "example",
        "password",
        "sample",
        "secret",
    ];

    /// <summary>Published keys: of the Azure SignalR emulator and of Azurite.</summary>
    private static readonly FrozenSet<string> Published = FrozenSet.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    );

    /// <summary>
    /// True for a published key, a text that contains a placeholder, and a text with too few different characters.
    /// </summary>
    public static bool IsKey(string secret) =>
        IsPublished(secret)
        || Placeholders.Any(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase))
        || secret.Distinct().Count() < MinDistinctCharacters;

    public static bool IsPublished(string secret) => Published.Contains(secret);

    /// <summary>True for a placeholder and for the name of the user.</summary>
    public static bool IsPassword(string? password, string? user) =>
        !string.IsNullOrEmpty(password)
        && (
            string.Equals(password, user, StringComparison.OrdinalIgnoreCase)
            || Placeholders.Contains(password, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>The message for a setting with a weak secret.</summary>
    public static string Refusal(string setting) =>
        $"{setting} has a secret that is an example or easy to guess: give a random one, e.g. from `openssl rand -base64 48`. It is accepted with DOTNET_ENVIRONMENT=Development only.";
}
