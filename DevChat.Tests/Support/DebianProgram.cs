using DevChat.LocalHost.Parts;

namespace DevChat.Tests.Support;

/// <summary>A program of this machine, or of a Debian package unpacked beside the tests, which installs nothing.</summary>
/// <param name="Name">Of the program and of its package.</param>
/// <param name="Folder">Of the program, below the root of the package.</param>
/// <param name="Version">The argument that makes it tell its version, and so shows that it runs here.</param>
internal sealed record DebianProgram(string Name, string Folder, string Version)
{
    public string Missing =>
        $"{Name} is not on the PATH, and apt-get could not download it: install it to test with it.";

    private string Unpacked => Path.Combine(AppContext.BaseDirectory, Name);

    private string UnpackedProgram => Path.Combine(Unpacked, Folder, Name);

    /// <summary>A program that runs here; null when there is none.</summary>
    public async Task<string?> FindAsync(CancellationToken ct)
    {
        foreach (var program in (string[])[Name, $"/{Folder}/{Name}", UnpackedProgram])
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

    private async Task<bool> RunsAsync(string program, CancellationToken ct) =>
        await SucceedsAsync(program, ct, Version);

    private async Task<bool> DownloadAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Unpacked);
        var isThere =
            await SucceedsAsync("apt-get", ct, "download", Name)
            || await SucceedsAsync("apt-get", ct, "update")
                && await SucceedsAsync("apt-get", ct, "download", Name);
        var package = Directory.EnumerateFiles(Unpacked, $"{Name}_*.deb").FirstOrDefault();
        return isThere
            && package is not null
            && await SucceedsAsync("dpkg-deb", ct, "--extract", package, Unpacked);
    }

    private async Task<bool> SucceedsAsync(
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
