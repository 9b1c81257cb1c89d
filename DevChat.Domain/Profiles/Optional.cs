namespace DevChat.Domain.Profiles;

/// <summary>A field that may be left out, which is something else than null. The default value is one that is left out.</summary>
public readonly record struct Optional<T>
{
    public Optional(T value)
    {
        Value = value;
        IsPresent = true;
    }

    public bool IsPresent { get; }

    /// <summary>What was given; the default of its type when it was left out.</summary>
    public T? Value { get; }
}
