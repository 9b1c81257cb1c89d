using DevChat.Faults.Command;
using DevChat.Faults.Injection;
using DevChat.Faults.Runs;
using DevChat.Testing;

namespace DevChat.Operations.Tests.Faults;

/// <summary>The short form of bench/faults.sh.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Kills_stops_and_cuts_lose_double_misorder_and_miscount_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no /proc and no SIGSTOP.");
        var mix = FaultKind.All(Stop).Single(kind => kind.Name == "mix");
        var options = new FaultOptions
        {
            Kinds = [mix],
            Times = mix.Faults.Count,
            Presence = false,
        };

        var result = await new KindRun(mix, options, output.WriteLine).RunAsync(Soon.Token);

        Assert.True(result.Recovered);
        Assert.Empty(result.Findings);
    }
}
