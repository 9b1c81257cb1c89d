namespace DevChat.Faults.Audits;

internal enum Harm
{
    Lost,
    Doubled,
    Misordered,
    Miscounted,
}

/// <summary>One fact that is not as it was promised.</summary>
internal sealed record Finding(Harm Harm, string Text)
{
    public override string ToString() => $"{Harm.ToString().ToLowerInvariant()}: {Text}";
}
