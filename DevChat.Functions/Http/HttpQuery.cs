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
            : throw Refusal(name, "must be an integer");
    }

    /// <summary>True or false, or a validation error under the value's name.</summary>
    public static bool? Flag(this HttpRequest request, string name) =>
        request.Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw Refusal(name, "must be true or false"),
        };

    private static RefusedException Refusal(string name, string reason) =>
        new(WireErrors.Invalid(new Dictionary<string, string[]> { [name] = [reason] }));
}
