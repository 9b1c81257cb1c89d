using System.Runtime.InteropServices;

namespace DevChat.Testing.Programs;

/// <summary>The <c>dotnet</c> program that belongs to the runtime of this process, on the PATH or not.</summary>
public static class DotnetHost
{
    // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>/.
    private const string RootFromRuntime = "../../..";

    public static string Path { get; } =
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(
                RuntimeEnvironment.GetRuntimeDirectory(),
                RootFromRuntime,
                OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"
            )
        );
}
