using System.Globalization;

namespace DevChat.LocalHost.Parts;

/// <summary>The developer's Node.js. Both members are full paths.</summary>
internal sealed record NodeRuntime(string Node, string Npm)
{
    private const int OldestMajor = 20;
    private const string Cure = "install it from https://nodejs.org, then start again.";

    /// <param name="searchPath">Folders in the form of the PATH variable.</param>
    /// <exception cref="PartsException">Missing or too old.</exception>
    public static async Task<NodeRuntime> FindAsync(string searchPath, CancellationToken ct)
    {
        var node =
            Locate("node", "node.exe", searchPath)
            ?? throw new PartsException(
                $"Node.js {OldestMajor} or newer is needed and there is no node on the PATH: {Cure}"
            );
        var npm =
            Locate("npm", "npm.cmd", searchPath)
            ?? throw new PartsException(
                $"npm, which comes with Node.js, is needed and there is none on the PATH: {Cure}"
            );
        await DemandVersionAsync(node, ct);
        return new NodeRuntime(node, npm);
    }

    private static async Task DemandVersionAsync(string node, CancellationToken ct)
    {
        var run = await ProgramRun.OfAsync(node, AppContext.BaseDirectory, ct, "--version");
        var version = run?.Output.Trim().TrimStart('v') ?? string.Empty;
        var major = version.Split('.')[0];
        if (
            !int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < OldestMajor
        )
        {
            throw new PartsException(
                $"Node.js {OldestMajor} or newer is needed and {node} is version '{version}': {Cure}"
            );
        }
    }

    private static string? Locate(string unixName, string windowsName, string searchPath)
    {
        var name = OperatingSystem.IsWindows() ? windowsName : unixName;
        return searchPath
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
