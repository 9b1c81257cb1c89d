namespace DevChat.LocalHost.Parts;

/// <summary>What every part needs to start.</summary>
/// <param name="Progress">Takes lines for the developer; may be called from any thread.</param>
internal sealed record PartsContext(
    EmbeddedPartsOptions Options,
    DataDirectory Data,
    NodeRuntime Node,
    Action<string> Progress
)
{
    public TimeProvider Time => Options.Time;
}
