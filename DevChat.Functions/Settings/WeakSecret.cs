using System.Collections.Frozen;

namespace DevChat.Functions.Settings;

/// <summary>Secrets that others know or guess. Production does not start with one.</summary>
internal static class WeakSecret
{
    /// <summary>32 random hexadecimal digits have fewer less than once in a million times.</summary>
    private const int FewestCharacters = 8;

    /// <summary>What people write where a secret is to come. Random text has one of them less than once in a million times.</summary>
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

    /// <summary>Keys that are the same everywhere: of the Azure SignalR emulator and of Azurite.</summary>
    private static readonly FrozenSet<string> Published = FrozenSet.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    );

    /// <summary>A published key, a text with a placeholder in it, or one of few different characters.</summary>
    public static bool IsKey(string secret) =>
        IsPublished(secret)
        || Placeholders.Any(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase))
        || secret.Distinct().Count() < FewestCharacters;

    public static bool IsPublished(string secret) => Published.Contains(secret);

    /// <summary>A placeholder, or the user's own name.</summary>
    public static bool IsPassword(string? password, string? user) =>
        !string.IsNullOrEmpty(password)
        && (
            string.Equals(password, user, StringComparison.OrdinalIgnoreCase)
            || Placeholders.Contains(password, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Why the setting with such a secret is not taken.</summary>
    public static string Refusal(string setting) =>
        $"{setting} has a secret that is an example's or easily guessed: give a random one, e.g. from `openssl rand -base64 48`. It is taken with DOTNET_ENVIRONMENT=Development only.";
}
