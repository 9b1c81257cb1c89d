namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a timer stands; all times are UTC.</summary>
public sealed class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
