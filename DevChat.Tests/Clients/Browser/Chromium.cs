using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Clients.Browser;

/// <summary>A page in a browser without a window: Chromium or Chrome of this machine, or Debian's Chromium unpacked.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string Missing =
        "There is no Chromium or Chrome on the PATH, and apt-get could not download it: install it to test with it.";

    private const string Package = "chromium-headless-shell";

    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        // Debian's command is a script, which leaves the browser behind when it is killed.
        $"/usr/lib/chromium/{Package}",
        Package,
    ];

    /// <summary>No sandbox: the pages are ours, and root has none. No requests but the page's.</summary>
    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Without a debugger it may close a page that it has loaded.
        "--remote-debugging-port=0",
    ];

    private readonly string _profile;
    private readonly SupervisedProcess _process;

    private Chromium(string profile, SupervisedProcess process) =>
        (_profile, _process) = (profile, process);

    private static string Unpacked => Path.Combine(AppContext.BaseDirectory, Package);

    /// <summary>Starts the unpacked program with the libraries that were unpacked with it.</summary>
    private static string Launcher => Path.Combine(Unpacked, "launch.sh");

    /// <summary>A program that runs here; null when there is none.</summary>
    public static async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        // Test classes look for it at the same time, and one unpacks it for all.
        await using var held = await FileLock.TakeAsync(
            $"{Unpacked}.lock",
            () => { },
            cancellationToken
        );
        foreach (var program in (string[])[.. Names, Launcher])
        {
            if (await RunsAsync(program, cancellationToken))
            {
                return program;
            }
        }

        return await UnpackAsync(cancellationToken) && await RunsAsync(Launcher, cancellationToken)
            ? Launcher
            : null;
    }

    /// <summary>Opens a page in a profile of its own; both end with this object.</summary>
    public static async Task<Chromium> OpenAsync(string program, Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("devchat-chromium-").FullName;
        var process = await TestServer.StartAsync(
            new SupervisedCommand
            {
                Command = program,
                Arguments = [.. Arguments, $"--user-data-dir={profile}", page.AbsoluteUri],
                WorkingDirectory = profile,
                Log = Path.Combine(profile, "chromium.log"),
            },
            _ => Task.FromResult(true)
        );
        return new Chromium(profile, process);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_profile, recursive: true);
    }

    private static async Task<bool> RunsAsync(
        string program,
        CancellationToken cancellationToken
    ) =>
        await ProgramRun.OfAsync(program, AppContext.BaseDirectory, cancellationToken, "--version")
            is { ExitCode: 0 };

    private static async Task<bool> UnpackAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var packages = await DebianPackages.MissingForAsync(Package, cancellationToken);
        if (
            packages.Count == 0
            || !await DebianPackages.UnpackAsync(Unpacked, packages, cancellationToken)
        )
        {
            return false;
        }

        await File.WriteAllTextAsync(
            Launcher,
            $"""
            #!/bin/sh
            libraries=$(echo '{Unpacked}'/usr/lib/*-linux-gnu)
            LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio" exec '{Unpacked}'/usr/lib/chromium/{Package} "$@"

            """,
            cancellationToken
        );
        File.SetUnixFileMode(
            Launcher,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        return true;
    }
}
