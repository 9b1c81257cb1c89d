namespace DevChat.LocalHost.Command;

/// <summary>What a developer's machine needs and the cloud must be told.</summary>
internal static class LocalDefaults
{
    public static readonly IReadOnlyDictionary<string, string?> Values = new Dictionary<
        string,
        string?
    >
    {
        // Sample secrets are taken, unless the environment says that this is production.
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        // Where Vite serves a web app in development.
        ["Cors:AllowedOrigins:0"] = "http://localhost:5173",
        // All clients of one machine have one address.
        ["RateLimits:RegisterPerAddress"] = "3000",
        ["RateLimits:LoginPerAddress"] = "3000",
        ["RateLimits:RequestsPerAddress"] = "6000",
    };
}
