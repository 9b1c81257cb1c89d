using System.Text.RegularExpressions;

namespace DevChat.Host.Runtime;

/// <summary><c>%Name%</c> in a binding attribute stands for the setting of that name.</summary>
internal static partial class SettingReference
{
    /// <exception cref="InvalidOperationException">A setting that <paramref name="text"/> names does not exist.</exception>
    public static string Resolve(IConfiguration configuration, string text) =>
        Reference()
            .Replace(
                text,
                reference =>
                    configuration[reference.Groups[1].Value]
                    ?? throw new InvalidOperationException(
                        $"The setting '{reference.Groups[1].Value}' that '{text}' refers to does not exist."
                    )
            );

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
