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

internal static class StoreOutage
{
    /// <summary>
    /// Whether the cause is a store that cannot be reached, or a token for it that cannot be had. EF Core and the driver wrap
    /// it, so the whole chain is looked at.
    /// </summary>
    public static bool IsBehind(Exception? exception) =>
        exception switch
        {
            null => false,
            _ when exception.IsWriteConflict() => false,
            NpgsqlException { IsTransient: true } => true,
            SocketException or TimeoutException => true,
            AuthenticationFailedException => true,
            _ when IsOfSignalRService(exception) => true,
            _ => IsBehind(exception.InnerException),
        };

    /// <summary>
    /// What Azure SignalR's own library throws: it is not connected, or is refused. Told by the namespace, because only the
    /// function app references that library.
    /// </summary>
    private static bool IsOfSignalRService(Exception exception) =>
        exception.GetType().Namespace == "Microsoft.Azure.SignalR.Common";
}

/// <summary>Which HTTP status stands for an error, in REST as in realtime replies.</summary>
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
            ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    public static string TitleOf(Error error) => ReasonPhrases.GetReasonPhrase(Of(error));
}
