using DevChat.LocalHost.Parts;

namespace DevChat.Tests.Support;

/// <summary>A program of this machine, or of a Debian package unpacked beside the tests, which installs nothing.</summary>
/// <param name="Package">The package that has it.</param>
/// <param name="Path">Where the package has it, e.g. <c>usr/sbin/nginx</c>.</param>
/// <param name="Probe">The option with which it ends at once, and well.</param>
internal sealed record DebianProgram(string Package, string Path, string Probe)
{
    /// <summary>Why a test that needs it is skipped.</summary>
    public string Missing =>
        $"{Name} is not on the PATH, and apt-get could not download {Package}: install it to run this test.";

    private string Name => System.IO.Path.GetFileName(Path);

    private string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, Package);

    private string Unpacked => System.IO.Path.Combine(Folder, Path);

    /// <summary>A program that runs here; null when there is none.</summary>
    public async Task<string?> FindAsync(CancellationToken ct)
    {
        foreach (var program in (string[])[Name, $"/{Path}", Unpacked])
        {
            if (await RunsAsync(program, ct))
            {
                return program;
            }
        }
        return await DownloadAsync(ct) && await RunsAsync(Unpacked, ct) ? Unpacked : null;
    }

    private Task<bool> RunsAsync(string program, CancellationToken ct) =>
        SucceedsAsync(program, ct, Probe);

    private async Task<bool> DownloadAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        var isThere =
            await SucceedsAsync("apt-get", ct, "download", Package)
            || await SucceedsAsync("apt-get", ct, "update")
                && await SucceedsAsync("apt-get", ct, "download", Package);
        var file = Directory.EnumerateFiles(Folder, $"{Package}_*.deb").FirstOrDefault();
        return isThere
            && file is not null
            && await SucceedsAsync("dpkg-deb", ct, "--extract", file, Folder);
    }

    private async Task<bool> SucceedsAsync(
        string program,
        CancellationToken ct,
        params string[] arguments
    ) =>
        await ProgramRun.OfAsync(
            program,
            Directory.Exists(Folder) ? Folder : AppContext.BaseDirectory,
            ct,
            arguments
        )
            is { ExitCode: 0 };
}
