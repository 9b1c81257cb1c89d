using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>infra/scripts/set-upstream-key.sh.</summary>
public sealed class UpstreamKeyTests : IDisposable
{
    private const string Script = "set-upstream-key.sh";
    private const string Key = "a-system-key-of-the-webhook";

    private readonly FakeAzureCli _azure = new();

    public UpstreamKeyTests()
    {
        _azure.Write("system-key", Key);
        _azure.Write("secret.json", """{ "properties": { "value": "placeholder" } }""");
    }

    [Fact]
    public async Task The_key_comes_to_Key_Vault_and_SignalR_reads_it_at_once()
    {
        await _azure.RunAsync(Script);

        Assert.Equal(Key, Secret());
        Assert.Equal(2, _azure.CallsOf("resource patch"));
    }

    [Fact]
    public async Task A_key_that_is_there_is_left_alone()
    {
        await _azure.RunAsync(Script);
        await _azure.RunAsync(Script);

        Assert.Equal(1, _azure.CallsOf("rest --method put"));
        Assert.Equal(2, _azure.CallsOf("resource patch"));
    }

    [Fact]
    public async Task A_rotation_makes_another_key_and_hands_it_on()
    {
        await _azure.RunAsync(Script);
        await _azure.RunAsync(Script, "--rotate");

        Assert.NotEqual(Key, Secret());
        Assert.Equal(_azure.Read("system-key"), Secret());
        Assert.Equal(4, _azure.CallsOf("resource patch"));
    }

    [Theory]
    [InlineData("functionapp show")]
    [InlineData("keyvault show")]
    [InlineData("systemkeys")]
    [InlineData("rest --method get")]
    [InlineData("/secrets/signalr-extension")]
    [InlineData("signalr show --resource-group")]
    [InlineData("signalr show --ids")]
    [InlineData("resource patch")]
    public async Task A_call_that_fails_ends_it(string call)
    {
        _azure.Refuse(call);

        var run = await _azure.AttemptAsync(Script, "--rotate");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(call, _azure.Calls.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--rotate")]
    public async Task The_key_is_neither_printed_nor_an_argument(params string[] arguments)
    {
        var run = await _azure.RunAsync(Script, arguments);

        var key = Secret()!;
        Assert.DoesNotContain(key, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(key, _azure.Calls, StringComparison.Ordinal);
    }

    public void Dispose() => _azure.Dispose();

    private string? Secret() =>
        JsonElement.Parse(_azure.Read("secret.json")).GetProperty("properties").Text("value");
}
