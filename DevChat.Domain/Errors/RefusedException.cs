namespace DevChat.Domain.Errors;

/// <summary>Ends a request with an <see cref="Error"/>. Mapped to an answer in one place per protocol.</summary>
public sealed class RefusedException(Error error) : Exception(error.Detail)
{
    public Error Error { get; } = error;
}
