using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>Whether this is a developer's machine. The first of these variables that is set decides, as on the real hosts.</summary>
public static class DeploymentEnvironment
{
    public const string Development = "Development";

    /// <summary>By falling precedence: the .NET host's, the Functions host's, ASP.NET Core's.</summary>
    public static readonly IReadOnlyList<string> Variables =
    [
        "DOTNET_ENVIRONMENT",
        "AZURE_FUNCTIONS_ENVIRONMENT",
        "ASPNETCORE_ENVIRONMENT",
    ];

    /// <summary>False for every other environment, and for none: what is not said to be development is taken for production.</summary>
    public static bool IsDevelopment(IConfiguration configuration) =>
        string.Equals(
            Variables
                .Select(variable => configuration[variable])
                .FirstOrDefault(value => !string.IsNullOrEmpty(value)),
            Development,
            StringComparison.OrdinalIgnoreCase
        );
}
