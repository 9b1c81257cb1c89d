using DevChat.LocalHost.Servers;

namespace DevChat.Faults.Deployments;

/// <summary>A file system in memory, so small that a file can fill it. Mounting it needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "512m";
    private const int Chunk = 64 * 1024;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    public static string? Obstacle =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            ? null
            : "a full disk needs root on Linux, to mount a small tmpfs";

    public static async Task<SmallDisk> MountAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        await RunAsync(
            "mount",
            cancellationToken,
            "-t",
            "tmpfs",
            "-o",
            $"size={Size}",
            "tmpfs",
            folder
        );
        return new SmallDisk(folder);
    }

    /// <summary>Writes until not a byte is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write);
        var zeros = new byte[Chunk];
        try
        {
            while (true)
            {
                ballast.Write(zeros);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() =>
        await RunAsync("umount", CancellationToken.None, _folder);

    private static async Task RunAsync(
        string program,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var run = await ProgramRun.OfAsync(program, "/", cancellationToken, arguments);
        if (run is not { ExitCode: 0 })
        {
            throw new ServerStartException($"{program} failed: {run?.Errors}");
        }
    }
}
