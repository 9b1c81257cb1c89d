using DevChat.LocalHost.Servers;

namespace DevChat.Tests.Support;

/// <summary>Debian packages, unpacked into a folder of the tests, which installs nothing.</summary>
internal static class DebianPackages
{
    /// <summary>The package and what it needs that this machine does not have; empty where apt-get cannot tell.</summary>
    public static async Task<IReadOnlyList<string>> MissingForAsync(
        string package,
        CancellationToken ct
    )
    {
        var plan = await PlanAsync(package, ct);
        if (plan.Count == 0 && await SucceedsAsync("apt-get", ".", ct, "update"))
        {
            plan = await PlanAsync(package, ct);
        }
        return plan;
    }

    /// <returns>False where there is no apt-get, or it cannot download them.</returns>
    public static async Task<bool> UnpackAsync(
        string folder,
        IReadOnlyList<string> packages,
        CancellationToken ct
    )
    {
        Directory.CreateDirectory(folder);
        string[] download = ["download", .. packages];
        var isThere =
            await SucceedsAsync("apt-get", folder, ct, download)
            || await SucceedsAsync("apt-get", folder, ct, "update")
                && await SucceedsAsync("apt-get", folder, ct, download);
        if (!isThere)
        {
            return false;
        }
        foreach (var package in Directory.EnumerateFiles(folder, "*.deb"))
        {
            if (!await SucceedsAsync("dpkg-deb", folder, ct, "--extract", package, folder))
            {
                return false;
            }
        }
        return true;
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(string package, CancellationToken ct)
    {
        string[] simulate = ["install", "--simulate", "--no-install-recommends", package];
        var run = await ProgramRun.OfAsync("apt-get", ".", ct, simulate);
        return run is not { ExitCode: 0 }
            ? []
            :
            [
                .. run
                    .Output.Split('\n')
                    .Where(line => line.StartsWith("Inst ", StringComparison.Ordinal))
                    .Select(line => line.Split(' ')[1]),
            ];
    }

    private static async Task<bool> SucceedsAsync(
        string program,
        string folder,
        CancellationToken ct,
        params string[] arguments
    ) => await ProgramRun.OfAsync(program, folder, ct, arguments) is { ExitCode: 0 };
}
