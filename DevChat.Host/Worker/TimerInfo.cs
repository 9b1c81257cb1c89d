namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function learns about its run.</summary>
public sealed class TimerInfo
{
    /// <summary>Null without a monitor.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that no host was there for.</summary>
    public bool IsPastDue { get; set; }
}
