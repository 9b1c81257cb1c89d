using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>
/// Decides whether the app runs on a developer's machine. The first variable that is set decides, as on the Functions
/// host and the .NET host.
/// </summary>
public static class DeploymentEnvironment
{
    public const string Development = "Development";

    /// <summary>In descending precedence: the variables of the .NET host, the Functions host and ASP.NET Core.</summary>
    public static readonly IReadOnlyList<string> Variables =
    [
        "DOTNET_ENVIRONMENT",
        "AZURE_FUNCTIONS_ENVIRONMENT",
        "ASPNETCORE_ENVIRONMENT",
    ];

    /// <summary>False for every other environment. An unset environment counts as production.</summary>
    public static bool IsDevelopment(IConfiguration configuration) =>
        string.Equals(
            Variables
                .Select(variable => configuration[variable])
                .FirstOrDefault(value => !string.IsNullOrEmpty(value)),
            Development,
            StringComparison.OrdinalIgnoreCase
        );
}
