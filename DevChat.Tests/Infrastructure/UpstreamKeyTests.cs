using System.Text.Json;
using DevChat.LocalHost.Parts;
using DevChat.Tests.Architecture;
using DevChat.Tests.LocalHost;
using DevChat.Tests.Support;

namespace DevChat.Tests.Infrastructure;

/// <summary>infra/scripts/set-upstream-key.sh, with FakeAzure/az in the place of the Azure CLI.</summary>
public sealed class UpstreamKeyTests : IDisposable
{
    private const string Key = "a-system-key-of-the-webhook";

    private readonly string _azure = Directory.CreateTempSubdirectory("devchat-az-").FullName;

    public UpstreamKeyTests()
    {
        Write("system-key", Key);
        Write("secret.json", """{ "properties": { "value": "placeholder" } }""");
    }

    [Fact]
    public async Task The_key_comes_to_Key_Vault_and_SignalR_reads_it_at_once()
    {
        await RunAsync();

        Assert.Equal(Key, Secret());
        Assert.Equal(2, Calls("resource patch"));
    }

    [Fact]
    public async Task A_key_that_is_there_is_left_alone()
    {
        await RunAsync();
        await RunAsync();

        Assert.Equal(1, Calls("rest --method put"));
        Assert.Equal(2, Calls("resource patch"));
    }

    [Fact]
    public async Task A_rotation_makes_another_key_and_hands_it_on()
    {
        await RunAsync();
        await RunAsync("--rotate");

        Assert.NotEqual(Key, Secret());
        Assert.Equal(Read("system-key"), Secret());
    }

    [Fact]
    public async Task The_key_is_neither_printed_nor_an_argument()
    {
        var run = await RunAsync();

        Assert.DoesNotContain(Key, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, Read("calls"), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_azure, recursive: true);

    private async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var tests = Path.Combine(Repository.Root, "DevChat.Tests", "Infrastructure", "FakeAzure");
        var run = await ProgramRun.OfAsync(
            "env",
            Repository.Root,
            Soon.Token,
            [
                $"PATH={tests}:{Environment.GetEnvironmentVariable("PATH")}",
                $"FAKE_AZURE={_azure}",
                "AZURE_RESOURCE_GROUP=rg",
                "FUNCTION_APP_NAME=func",
                "KEY_VAULT_NAME=kv",
                "SIGNALR_NAME=sigr",
                "infra/scripts/set-upstream-key.sh",
                .. arguments,
            ]
        );
        Assert.SkipWhen(run is null or { ExitCode: 127 }, "bash, jq and openssl are not all here.");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run;
    }

    private string? Secret() =>
        JsonElement.Parse(Read("secret.json")).GetProperty("properties").Text("value");

    private int Calls(string start) =>
        Read("calls").Split('\n').Count(call => call.StartsWith(start, StringComparison.Ordinal));

    private string Read(string file) => File.ReadAllText(Path.Combine(_azure, file));

    private void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_azure, file), text);
}
