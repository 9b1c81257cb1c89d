using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Values of the query string. An empty value counts as left out.</summary>
public static class HttpQuery
{
    public static string? Text(this HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>A whole number, or a validation error under the value's name.</summary>
    public static T? Number<T>(this HttpRequest request, string name)
        where T : struct, IParsable<T>
    {
        if (request.Text(name) is not { } text)
        {
            return null;
        }
        return T.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException(
                WireErrors.Invalid(
                    new Dictionary<string, string[]> { [name] = ["must be an integer"] }
                )
            );
    }
}
