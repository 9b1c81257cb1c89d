using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>Runs scripts of infra/scripts with FakeAzure/az in the place of the Azure CLI, and keeps what that one keeps.</summary>
internal sealed class FakeAzureCli : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devchat-az-").FullName;

    public string Calls => Exists("calls") ? Read("calls") : "";

    /// <summary>Of a script that has to succeed.</summary>
    public async Task<ProgramRun> RunAsync(string script, params string[] arguments)
    {
        var run = await AttemptAsync(script, arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run;
    }

    public async Task<ProgramRun> AttemptAsync(string script, params string[] arguments)
    {
        var az = Path.Combine(
            Repository.Root,
            "DevChat.Operations.Tests",
            "Infrastructure",
            "FakeAzure"
        );
        var run = await ProgramRun.OfAsync(
            "env",
            Repository.Root,
            Soon.Token,
            [
                $"PATH={az}:{Environment.GetEnvironmentVariable("PATH")}",
                $"FAKE_AZURE={_folder}",
                "AZURE_RESOURCE_GROUP=rg (of a test)",
                "FUNCTION_APP_NAME=func",
                "KEY_VAULT_NAME=kv",
                "SIGNALR_NAME=sigr",
                $"infra/scripts/{script}",
                .. arguments,
            ]
        );
        Assert.SkipWhen(run is null or { ExitCode: 127 }, "bash, jq and openssl are not all here.");
        return run;
    }

    /// <summary>From now on, calls of which the arguments contain this.</summary>
    public void Refuse(string call) => Write("fails", call);

    public int CallsOf(string start) =>
        Calls.Split('\n').Count(call => call.StartsWith(start, StringComparison.Ordinal));

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_folder, file), text);

    public bool Exists(string file) => File.Exists(Path.Combine(_folder, file));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
