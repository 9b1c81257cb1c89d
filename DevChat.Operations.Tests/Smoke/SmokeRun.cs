using System.Text.Json;
using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Smoke;

/// <summary>infra/smoke, run as a workflow runs it.</summary>
/// <param name="Output">What stands in the log.</param>
/// <param name="Summary">What stands on the page of the workflow's run.</param>
internal sealed record SmokeRun(int ExitCode, string Output, string Summary)
{
    public static readonly NodeFolder Folder = new("Smoke");

    /// <summary>The steps that came to their end, in order.</summary>
    public IEnumerable<string> Passed =>
        from line in Output.Split('\n')
        where line.StartsWith("ok ", StringComparison.Ordinal)
        select line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    /// <param name="app">Where the app listens.</param>
    /// <param name="seconds">What one step may take.</param>
    public static async Task<SmokeRun> OfAsync(Uri app, int seconds = 60)
    {
        var summary = Path.GetTempFileName();
        try
        {
            var run = await RunAsync(app, seconds, summary);
            Assert.Empty(run.Errors);
            return new(run.ExitCode, run.Output, await File.ReadAllTextAsync(summary));
        }
        finally
        {
            File.Delete(summary);
        }
    }

    private static Task<ProgramRun> RunAsync(Uri app, int seconds, string summary) =>
        Folder.RunAsync(
            "--import",
            $"data:text/javascript,process.env.GITHUB_STEP_SUMMARY={Uri.EscapeDataString(JsonSerializer.Serialize(summary))}",
            "smoke.mjs",
            new Uri(app, "api").ToString(),
            $"{seconds}"
        );
}
