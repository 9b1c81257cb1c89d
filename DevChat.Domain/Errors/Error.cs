namespace DevChat.Domain.Errors;

/// <summary>Why a request is refused, in terms of the chat. How a protocol says so is the host's business.</summary>
/// <param name="Code">Stable, snake_case; clients branch on it.</param>
/// <param name="Kind">What sort of refusal it is.</param>
/// <param name="Detail">One sentence for a person; never carries internals.</param>
public sealed record Error(string Code, ErrorKind Kind, string Detail)
{
    /// <summary>Reasons by field name (snake_case), when single fields are at fault.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>After how long the same request may succeed, when that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The sorts of refusal.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong; the same request never succeeds.</summary>
    Invalid,

    /// <summary>It is not known who asks.</summary>
    Unauthenticated,

    /// <summary>The caller can see the thing but may not do this with it.</summary>
    Forbidden,

    /// <summary>There is no such thing, or none that the caller may see.</summary>
    NotFound,

    /// <summary>The state of things stands against it.</summary>
    Conflict,

    /// <summary>The request is larger than is read.</summary>
    TooLarge,

    /// <summary>The request is in a format that is not read.</summary>
    UnsupportedFormat,

    /// <summary>The caller asks more often than allowed.</summary>
    TooMany,

    /// <summary>Our own failure.</summary>
    Internal,

    /// <summary>A store is away, or too much is asked at this moment; the same request may succeed later.</summary>
    Unavailable,
}

/// <summary>Ends a request with an <see cref="Error"/>. Mapped to an answer in one place per protocol.</summary>
public sealed class RefusedException(Error error) : Exception(error.Detail)
{
    public Error Error { get; } = error;
}
