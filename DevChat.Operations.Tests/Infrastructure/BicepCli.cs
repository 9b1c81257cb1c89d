using System.Reflection;
using DevChat.LocalHost.Servers;
using DevChat.Testing;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>The Bicep command line, a package of this project. It needs no Azure.</summary>
internal static class BicepCli
{
    private const string Missing = "The Bicep CLI's package is for Linux on x64.";

    /// <summary>What the parameter files read of the environment.</summary>
    private static readonly string[] Environment =
    [
        "ALERT_EMAIL=on-call@example.org",
        "DATABASE_ADMIN_ID=11111111-1111-1111-1111-111111111111",
        "DATABASE_ADMIN_NAME=devchat-dba",
        "OPERATOR_ADDRESS=192.0.2.7",
    ];

    private static readonly string? Program = typeof(BicepCli)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "BicepCli")
        ?.Value;

    /// <summary>Runs it; skips the test where there is none.</summary>
    public static async Task<ProgramRun> RunAsync(string folder, params string[] arguments)
    {
        Assert.SkipWhen(Program is null, Missing);
        return await ProgramRun.OfAsync(
                "env",
                folder,
                Soon.Token,
                [.. Environment, Program, .. arguments]
            ) ?? throw new InvalidOperationException("env did not start.");
    }
}
