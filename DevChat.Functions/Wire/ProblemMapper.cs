using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Wire;

/// <summary>The one place where what went wrong becomes what a client is told.</summary>
public sealed class ProblemMapper(ILogger<ProblemMapper> logger)
{
    private static readonly Error Internal = new(
        "internal_error",
        ErrorKind.Internal,
        "Something went wrong on our side. The trace id finds it in the logs."
    );

    public Error Map(Exception exception)
    {
        switch (exception)
        {
            case RefusedException refused:
                return refused.Error;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return WireErrors.TooLarge;
            case BadHttpRequestException:
                return WireErrors.Unreadable;
            case { } when exception.IsWriteConflict():
                logger.LogInformation("Others came first: {Reason}", exception.Message);
                return StoreErrors.Contended;
            case { } when StoreOutage.IsBehind(exception):
                logger.LogWarning(exception, "A store cannot be reached");
                return StoreErrors.Unavailable;
            default:
                logger.LogError(exception, "Unexpected failure");
                return Internal;
        }
    }
}
