using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DevChat.LocalHost.Servers;

/// <summary>The developer's Node.js. Both members are full paths.</summary>
public sealed record NodeRuntime(string Node, string Npm)
{
    private const int OldestMajor = 20;
    private const string Cure = "install it from https://nodejs.org, then start again.";

    /// <param name="searchPath">Folders in the form of the PATH variable.</param>
    /// <exception cref="ServerStartException">Missing or too old.</exception>
    public static async Task<NodeRuntime> FindAsync(
        string searchPath,
        CancellationToken cancellationToken
    )
    {
        var node =
            Locate("node", "node.exe", searchPath)
            ?? throw new ServerStartException(
                $"Node.js {OldestMajor} or newer is needed and there is no node on the PATH: {Cure}"
            );
        var npm =
            Locate("npm", "npm.cmd", searchPath)
            ?? throw new ServerStartException(
                $"npm, which comes with Node.js, is needed and there is none on the PATH: {Cure}"
            );
        await DemandVersionAsync(node, cancellationToken);
        return new NodeRuntime(node, npm);
    }

    private static async Task DemandVersionAsync(string node, CancellationToken cancellationToken)
    {
        var run = await ProgramRun.OfAsync(
            node,
            AppContext.BaseDirectory,
            cancellationToken,
            "--version"
        );
        var version = run?.Output.Trim().TrimStart('v') ?? string.Empty;
        var major = version.Split('.')[0];
        if (
            !int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < OldestMajor
        )
        {
            throw new ServerStartException(
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

/// <summary>A program that ran to its end.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The first line that contains an error.</summary>
    public string Complaint =>
        (Errors + "\n" + Output)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
        ?? $"exit code {ExitCode}";

    /// <summary>Runs a program; cancelling kills it.</summary>
    /// <returns>Null when it could not be started.</returns>
    public static async Task<ProgramRun?> OfAsync(
        string program,
        string workingDirectory,
        CancellationToken cancellationToken,
        params IEnumerable<string> arguments
    )
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        return await CompleteAsync(process, cancellationToken);
    }

    private static async Task<ProgramRun> CompleteAsync(
        Process process,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
