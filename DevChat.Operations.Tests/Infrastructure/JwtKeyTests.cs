namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>infra/scripts/rotate-jwt-key.sh.</summary>
public sealed class JwtKeyTests : IDisposable
{
    private const string Script = "rotate-jwt-key.sh";
    private const string Signs = "jwt-secret";
    private const string IsAccepted = "jwt-also-accepted";
    private const string First = "the-key-of-the-first-deployment";

    private readonly FakeAzureCli _azure = new();

    public JwtKeyTests()
    {
        _azure.Write(Signs, First);
        _azure.Write(IsAccepted, "placeholder");
    }

    [Fact]
    public async Task The_next_key_is_accepted_before_it_signs_and_the_last_one_after_it()
    {
        await _azure.RunAsync(Script, "prepare");
        var next = _azure.Read(IsAccepted);
        Assert.Equal((First, 64), (_azure.Read(Signs), next.Length));

        await _azure.RunAsync(Script, "switch");

        Assert.Equal((next, First), (_azure.Read(Signs), _azure.Read(IsAccepted)));
        Assert.Equal(2, _azure.CallsOf("rest --method post"));
    }

    [Fact]
    public async Task A_second_switch_goes_back()
    {
        await _azure.RunAsync(Script, "switch");
        await _azure.RunAsync(Script, "switch");

        Assert.Equal((First, "placeholder"), (_azure.Read(Signs), _azure.Read(IsAccepted)));
    }

    [Theory]
    [InlineData("secret show --vault-name kv --name jwt-secret")]
    [InlineData("secret show --vault-name kv --name jwt-also-accepted")]
    [InlineData("secret set --vault-name kv --name jwt-also-accepted")]
    [InlineData("secret set --vault-name kv --name jwt-secret")]
    [InlineData("functionapp show")]
    [InlineData("configreferences")]
    public async Task A_call_that_fails_ends_it_and_what_signed_is_still_accepted(string call)
    {
        _azure.Refuse(call);

        var run = await _azure.AttemptAsync(Script, "switch");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(call, _azure.Calls.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Contains(First, new[] { _azure.Read(Signs), _azure.Read(IsAccepted) });
    }

    [Fact]
    public async Task No_key_is_printed_or_an_argument()
    {
        var prepared = await _azure.RunAsync(Script, "prepare");
        var switched = await _azure.RunAsync(Script, "switch");

        var seen =
            prepared.Output + prepared.Errors + switched.Output + switched.Errors + _azure.Calls;
        Assert.DoesNotContain(First, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Read(Signs), seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("rest")]
    public async Task Other_words_change_nothing(params string[] arguments)
    {
        var run = await _azure.AttemptAsync(Script, arguments);

        Assert.Equal((64, ""), (run.ExitCode, _azure.Calls));
    }

    public void Dispose() => _azure.Dispose();
}
