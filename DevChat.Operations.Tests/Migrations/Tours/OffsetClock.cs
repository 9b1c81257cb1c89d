namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>The system's clock, put forward when a test says so; timers keep their pace.</summary>
internal sealed class OffsetClock : TimeProvider
{
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;

    public void Advance(TimeSpan by) => _offset += by;
}
