namespace DevChat.Domain.Errors;

/// <summary>A reason for refusing a request, independent of HTTP and SignalR.</summary>
/// <param name="Code">Stable, snake_case. Clients branch on it.</param>
/// <param name="Detail">One sentence for people. It must not contain internal details.</param>
public sealed record Error(string Code, ErrorKind Kind, string Detail)
{
    /// <summary>Reasons by field name (snake_case), if the error concerns single fields.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>Time after which the same request may succeed. Null if it is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

public enum ErrorKind
{
    /// <summary>The request itself is wrong; the same request never succeeds.</summary>
    Invalid,

    /// <summary>The caller is not authenticated.</summary>
    Unauthenticated,

    /// <summary>The caller may see the resource, but may not do this with it.</summary>
    Forbidden,

    /// <summary>The resource does not exist, or the caller may not see it.</summary>
    NotFound,

    /// <summary>The state of the resource does not allow the request.</summary>
    Conflict,

    /// <summary>The resource existed, but does not any more.</summary>
    Gone,

    /// <summary>The request is too large.</summary>
    TooLarge,

    /// <summary>The format of the request is not supported.</summary>
    UnsupportedFormat,

    /// <summary>The caller has exceeded a rate limit.</summary>
    TooMany,

    /// <summary>A failure of the server.</summary>
    Internal,

    /// <summary>A store is unavailable or overloaded. The same request may succeed later.</summary>
    Unavailable,
}

/// <summary>Ends a request with an <see cref="Error"/>. Each protocol maps it to a response in one place.</summary>
public sealed class RefusedException(Error error) : Exception(error.Detail)
{
    public Error Error { get; } = error;
}
