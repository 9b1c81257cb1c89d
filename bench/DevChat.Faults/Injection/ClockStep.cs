using DevChat.Faults.Deployments;

namespace DevChat.Faults.Injection;

/// <summary>The clock jumps an hour ahead, and back after a while.</summary>
internal sealed class ClockStep : IFault
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public async Task InflictAsync(
        Deployment deployment,
        int number,
        CancellationToken cancellationToken
    )
    {
        var clock =
            deployment.Clock ?? throw new InvalidOperationException("The clock cannot be set.");
        clock.Step(Step);
        await Task.Delay(Duration, cancellationToken);
        clock.Step(TimeSpan.Zero);
    }
}
