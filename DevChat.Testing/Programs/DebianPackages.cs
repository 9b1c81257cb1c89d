using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>Debian packages, unpacked into a folder of the tests, which installs nothing.</summary>
public static class DebianPackages
{
    /// <summary>The package and what it needs that this machine does not have; empty where apt-get cannot tell.</summary>
    public static async Task<IReadOnlyList<string>> MissingForAsync(
        string package,
        CancellationToken cancellationToken
    )
    {
        var plan = await PlanAsync(package, cancellationToken);
        if (plan.Count == 0 && await SucceedsAsync("apt-get", ".", cancellationToken, "update"))
        {
            plan = await PlanAsync(package, cancellationToken);
        }

        return plan;
    }

    /// <returns>False where there is no apt-get, or it cannot download them.</returns>
    public static async Task<bool> UnpackAsync(
        string folder,
        IReadOnlyList<string> packages,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        string[] download = ["download", .. packages];
        var isThere =
            await SucceedsAsync("apt-get", folder, cancellationToken, download)
            || await SucceedsAsync("apt-get", folder, cancellationToken, "update")
                && await SucceedsAsync("apt-get", folder, cancellationToken, download);
        if (!isThere)
        {
            return false;
        }

        foreach (var package in Directory.EnumerateFiles(folder, "*.deb"))
        {
            if (
                !await SucceedsAsync(
                    "dpkg-deb",
                    folder,
                    cancellationToken,
                    "--extract",
                    package,
                    folder
                )
            )
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(
        string package,
        CancellationToken cancellationToken
    )
    {
        string[] simulate = ["install", "--simulate", "--no-install-recommends", package];
        var run = await ProgramRun.OfAsync("apt-get", ".", cancellationToken, simulate);
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
        CancellationToken cancellationToken,
        params string[] arguments
    ) => await ProgramRun.OfAsync(program, folder, cancellationToken, arguments) is { ExitCode: 0 };
}
