using DevChat.LocalHost.Servers;

namespace DevChat.LocalHost.Web;

/// <summary>Builds the web app, if its sources have changed since the last build.</summary>
internal sealed class WebBuild(WebSources sources, Action<string> progress)
{
    private const string Cure = "Or start without the web app: --no-web.";

    private readonly NpmFolder _npm = new(sources.Folder);

    private string Built => Path.Combine(sources.Folder, "app", "dist");

    /// <summary>The hash of the sources that the files are built from.</summary>
    private string BuiltFrom => Path.Combine(Built, "built-from");

    /// <returns>The folder to serve.</returns>
    /// <exception cref="ServerStartException">npm failed; the message says how.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        await using var taken = await _npm.TakeAsync(
            () => progress("Waiting for another process to build the web app"),
            cancellationToken
        );
        var hash = await sources.HashAsync(cancellationToken);
        if (
            !File.Exists(BuiltFrom)
            || await File.ReadAllTextAsync(BuiltFrom, cancellationToken) != hash
        )
        {
            await BuildAsync(cancellationToken);
            await File.WriteAllTextAsync(BuiltFrom, hash, cancellationToken);
        }

        return Built;
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        var node = await NodeRuntime.FindAsync(path, cancellationToken);
        if (!await _npm.IsInstalledAsync(cancellationToken))
        {
            progress("Installing the packages of the web app (once)");
            Require(await _npm.InstallAsync(node, cancellationToken), "install the packages of");
        }

        progress("Building the web app");
        Require(
            await ProgramRun.OfAsync(node.Npm, sources.Folder, cancellationToken, "run", "build"),
            "build"
        );
    }

    private static void Require(ProgramRun? run, string work)
    {
        if (run is not { ExitCode: 0 })
        {
            throw new ServerStartException(
                $"npm could not {work} the web app ({run?.Complaint ?? "npm did not start"}). {Cure}"
            );
        }
    }
}
