using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A program of this machine, or of a Debian package unpacked beside the tests, which installs nothing.</summary>
/// <param name="Name">Of the program.</param>
/// <param name="Folder">Of the program, below the root of the package.</param>
/// <param name="Version">The argument that makes it tell its version, and so shows that it runs here.</param>
public sealed record DebianProgram(string Name, string Folder, string Version)
{
    /// <summary>Where its name is not the program's.</summary>
    public string Package { get; init; } = Name;

    public string Missing =>
        $"{Name} is not on the PATH, and apt-get could not download it: install it to test with it.";

    private string Unpacked => Path.Combine(AppContext.BaseDirectory, Package);

    private string UnpackedProgram => Path.Combine(Unpacked, Folder, Name);

    /// <summary>A program that runs here; null when there is none.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var program in (string[])[Name, $"/{Folder}/{Name}", UnpackedProgram])
        {
            if (await RunsAsync(program, cancellationToken))
            {
                return program;
            }
        }

        return
            await DebianPackages.UnpackAsync(Unpacked, [Package], cancellationToken)
            && await RunsAsync(UnpackedProgram, cancellationToken)
            ? UnpackedProgram
            : null;
    }

    private async Task<bool> RunsAsync(string program, CancellationToken cancellationToken) =>
        await ProgramRun.OfAsync(program, AppContext.BaseDirectory, cancellationToken, Version)
            is { ExitCode: 0 };
}
