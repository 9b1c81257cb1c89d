namespace DevChat.Domain.Errors;

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
