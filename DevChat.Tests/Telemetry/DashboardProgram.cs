using System.Reflection;

namespace DevChat.Tests.Telemetry;

/// <summary>The Aspire dashboard, which came as a package with the tests: a collector that shows what it received.</summary>
internal static class DashboardProgram
{
    public const string Missing = "The Aspire dashboard is here for 64-bit Linux only.";

    /// <summary>Null where there is none.</summary>
    public static string? Path { get; } =
        typeof(DashboardProgram)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(metadata => metadata.Key == "AspireDashboard")
            ?.Value;
}
