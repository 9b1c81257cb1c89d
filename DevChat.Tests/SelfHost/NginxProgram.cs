using DevChat.LocalHost.Parts;

namespace DevChat.Tests.SelfHost;

/// <summary>The nginx of this machine, or of a Debian package unpacked beside the tests, which installs nothing.</summary>
internal static class NginxProgram
{
    public const string Missing =
        "nginx is not on the PATH, and apt-get could not download it: install it to test nginx.conf.";

    private static readonly string Unpacked = Path.Combine(AppContext.BaseDirectory, "nginx");

    /// <summary>A program that runs here; null when there is none.</summary>
    public static async Task<string?> FindAsync(CancellationToken ct)
    {
        foreach (var program in (string[])["nginx", "/usr/sbin/nginx", UnpackedProgram])
        {
            if (await RunsAsync(program, ct))
            {
                return program;
            }
        }
        return await DownloadAsync(ct) && await RunsAsync(UnpackedProgram, ct)
            ? UnpackedProgram
            : null;
    }

    private static string UnpackedProgram => Path.Combine(Unpacked, "usr", "sbin", "nginx");

    private static async Task<bool> RunsAsync(string program, CancellationToken ct) =>
        await SucceedsAsync(program, ct, "-v");

    private static async Task<bool> DownloadAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Unpacked);
        var isThere =
            await SucceedsAsync("apt-get", ct, "download", "nginx")
            || await SucceedsAsync("apt-get", ct, "update")
                && await SucceedsAsync("apt-get", ct, "download", "nginx");
        var package = Directory.EnumerateFiles(Unpacked, "nginx_*.deb").FirstOrDefault();
        return isThere
            && package is not null
            && await SucceedsAsync("dpkg-deb", ct, "--extract", package, Unpacked);
    }

    private static async Task<bool> SucceedsAsync(
        string program,
        CancellationToken ct,
        params string[] arguments
    ) =>
        await ProgramRun.OfAsync(
            program,
            Directory.Exists(Unpacked) ? Unpacked : AppContext.BaseDirectory,
            ct,
            arguments
        )
            is { ExitCode: 0 };
}
