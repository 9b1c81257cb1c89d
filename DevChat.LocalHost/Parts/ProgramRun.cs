using System.ComponentModel;
using System.Diagnostics;
using DevChat.Host.Hosting;

namespace DevChat.LocalHost.Parts;

/// <summary>A program that ran to its end.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The first line that tells of an error.</summary>
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
        CancellationToken ct,
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

        return await CompleteAsync(process, ct);
    }

    private static async Task<ProgramRun> CompleteAsync(Process process, CancellationToken ct)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
