namespace DevChat.Domain.Profiles;

/// <summary>A field that may be left out, which is different from null. The default value means left out.</summary>
public readonly record struct Optional<T>
{
    public Optional(T value)
    {
        Value = value;
        IsPresent = true;
    }

    public bool IsPresent { get; }

    /// <summary>The given value, or the default of its type if it was left out.</summary>
    public T? Value { get; }
}
