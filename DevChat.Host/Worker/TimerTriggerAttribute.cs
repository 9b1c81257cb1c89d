namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The clock starts the function: a six-field NCRONTAB expression in UTC, a <see cref="TimeSpan"/>, or a
/// <c>%setting%</c> that holds one of them.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Whether occurrences that passed while no host ran are made up for by one run.</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}
