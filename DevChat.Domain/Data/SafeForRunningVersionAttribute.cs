namespace DevChat.Domain.Data;

/// <summary>
/// On a migration that takes something away or locks a table for long: why the version that is still running is not harmed.
/// docs/migrations.md has the rules.
/// </summary>
/// <param name="because">Names the release after which nothing uses what goes, or says why the lock is short.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SafeForRunningVersionAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
