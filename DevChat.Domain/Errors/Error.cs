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
