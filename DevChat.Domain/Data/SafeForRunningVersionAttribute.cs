namespace DevChat.Domain.Data;

/// <summary>
/// Marks a migration that removes something or holds a lock on a table for long, and gives the reason why it does not
/// break the running version. See docs/migrations.md.
/// </summary>
/// <param name="because">The release that stopped using the removed part, or the reason why the lock is short.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SafeForRunningVersionAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
