namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>The small scripts between the steps of a deployment.</summary>
public sealed class DeploymentScriptTests : IDisposable
{
    private readonly FakeAzureCli _azure = new();

    [Fact]
    public async Task Outputs_are_lines_of_an_environment()
    {
        var run = await _azure.RunAsync("outputs.sh", "rg");

        Assert.Equal("API_BASE_URL=https://func/a b\nREDIS_NAME=r\n", run.Output);
    }

    [Fact]
    public async Task Each_link_that_waits_is_approved()
    {
        await _azure.RunAsync("approve-private-link.sh");

        Assert.Equal("/links/signalr\n/links/with a blank\n", _azure.Read("approved"));
    }

    [Theory]
    [InlineData("outputs.sh", "deployment group show")]
    [InlineData("approve-private-link.sh", "connection list")]
    [InlineData("approve-private-link.sh", "connection approve")]
    [InlineData("refresh-settings.sh", "functionapp show")]
    [InlineData("refresh-settings.sh", "configreferences")]
    public async Task A_call_that_fails_ends_it(string script, string call)
    {
        _azure.Refuse(call);

        var run = await _azure.AttemptAsync(script, "rg");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(call, _azure.Calls.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _azure.Dispose();
}
