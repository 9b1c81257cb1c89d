using DevChat.Domain.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DevChat.Functions.Wire;

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
