using System.Net.Sockets;
using Azure.Identity;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Functions.Requests;

/// <summary>Maps every exception to the error that the client receives, and logs it.</summary>
public sealed class ProblemMapper(ILogger<ProblemMapper> logger)
{
    private static readonly Error Internal = new(
        "internal_error",
        ErrorKind.Internal,
        "The server failed. The trace id identifies the failure in the logs."
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
                logger.LogInformation(
                    "Refused after concurrent changes: {Reason}",
                    exception.Message
                );
                return StoreErrors.Contended;
            case { } when StoreOutage.IsCauseOf(exception):
                logger.LogWarning(exception, "A store cannot be reached");
                return StoreErrors.Unavailable;
            default:
                logger.LogError(exception, "Unexpected failure");
                return Internal;
        }
    }
}

internal static class StoreOutage
{
    /// <summary>
    /// True if the cause is an unreachable store, or a token for a store that cannot be obtained. EF Core and the
    /// driver wrap the cause, so the whole chain of exceptions is searched.
    /// </summary>
    public static bool IsCauseOf(Exception? exception) =>
        exception switch
        {
            null => false,
            RefusedException refused => refused.Error == StoreErrors.Unavailable,
            _ when exception.IsWriteConflict() => false,
            NpgsqlException { IsTransient: true } => true,
            SocketException or TimeoutException => true,
            AuthenticationFailedException => true,
            _ when IsSignalRException(exception) => true,
            _ => IsCauseOf(exception.InnerException),
        };

    /// <summary>
    /// Exceptions of Azure SignalR's library: it is not connected, or the service refused the request. They are
    /// recognised by namespace, because only the function app references this library.
    /// </summary>
    private static bool IsSignalRException(Exception exception) =>
        exception.GetType().Namespace == "Microsoft.Azure.SignalR.Common";
}

/// <summary>Maps errors to HTTP statuses, for REST and for the replies to realtime calls.</summary>
public static class ErrorStatus
{
    public static int Of(Error error) =>
        error.Kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Gone => StatusCodes.Status410Gone,
            ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    public static string TitleOf(Error error) => ReasonPhrases.GetReasonPhrase(Of(error));
}
