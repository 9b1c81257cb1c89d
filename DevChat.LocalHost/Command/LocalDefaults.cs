namespace DevChat.LocalHost.Command;

/// <summary>Default settings for a developer's machine. All other sources override them.</summary>
internal static class LocalDefaults
{
    public static readonly IReadOnlyDictionary<string, string?> Values = new Dictionary<
        string,
        string?
    >
    {
        // Allows the secrets of examples.
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        // A line for each request.
        ["AzureFunctionsJobHost:logging:logLevel:DevChat.Functions.Http.RequestPipeline"] = "Debug",
        // The address of a web app that Vite serves.
        ["Cors:AllowedOrigins:0"] = "http://localhost:5173",
        // All clients of one machine have one address.
        ["RateLimits:RegisterPerAddress"] = "3000",
        ["RateLimits:LoginPerAddress"] = "3000",
        ["RateLimits:RequestsPerAddress"] = "6000",
    };
}
