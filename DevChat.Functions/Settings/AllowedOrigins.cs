using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>Setting <c>Cors:AllowedOrigins</c>: a list of origins in the form that browsers send, or <c>*</c>.</summary>
internal static class AllowedOrigins
{
    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        configuration
            .GetSection("Cors:AllowedOrigins")
            .GetChildren()
            .Where(setting => !IsOrigin(setting.Value))
            .Select(setting =>
                $"{setting.Path} is not an origin: write the scheme, the host and a port that is not the default, without a path or a slash at the end, e.g. https://chat.example.org."
            );

    private static bool IsOrigin(string? text) =>
        text == "*"
        || (
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && string.Equals(
                uri.GetLeftPart(UriPartial.Authority),
                text,
                StringComparison.OrdinalIgnoreCase
            )
        );
}
