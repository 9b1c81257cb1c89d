using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Values of the query string. An empty value counts as left out.</summary>
public static class HttpQuery
{
    /// <summary>Without U+0000, which .NET leaves aside at the end of a number.</summary>
    public static string? Text(this HttpRequest request, string name)
    {
        if (request.Query[name] is not [{ Length: > 0 } value, ..])
        {
            return null;
        }
        return value.Contains('\0', StringComparison.Ordinal)
            ? throw Refusal(name, "must not have U+0000 in it")
            : value;
    }

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
