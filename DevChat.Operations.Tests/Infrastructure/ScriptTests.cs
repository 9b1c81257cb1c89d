using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Infrastructure;

public sealed class ScriptTests
{
    public static TheoryData<string> Scripts() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "infra", "scripts"), "*.sh")
                .Select(file => Path.GetFileName(file)),
        ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_is_bash_that_stops_at_the_first_error(string name)
    {
        var script = $"infra/scripts/{name}";

        var run = await ProgramRun.OfAsync("bash", Repository.Root, Soon.Token, "-n", script);

        Assert.SkipWhen(run is null, "There is no bash here.");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("\nset -euo pipefail\n", Repository.Read(script), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_can_be_run(string name)
    {
        var script = Path.Combine(Repository.Root, "infra", "scripts", name);

        Assert.True(
            OperatingSystem.IsWindows()
                || File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute)
        );
    }
}
