using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Runtime;

/// <summary>Replaces <c>%Name%</c> in a binding attribute by the value of this setting.</summary>
internal static partial class SettingReference
{
    /// <exception cref="InvalidOperationException">A setting in <paramref name="text"/> does not exist.</exception>
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
