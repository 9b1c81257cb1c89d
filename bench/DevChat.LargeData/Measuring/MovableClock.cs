namespace DevChat.LargeData.Measuring;

/// <summary>The system's clock, some time ahead.</summary>
public sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
