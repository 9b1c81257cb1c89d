using DevChat.Domain.Errors;

namespace DevChat.Functions.Json;

public static class WireErrors
{
    public static readonly Error MalformedJson = new(
        "malformed_json",
        ErrorKind.Invalid,
        "The body is not well-formed JSON (RFC 8259) in UTF-8."
    );
    public static readonly Error NotAnObject = new(
        "validation_failed",
        ErrorKind.Invalid,
        "A JSON object is expected."
    );
    public static readonly Error UnreadableName = new(
        "validation_failed",
        ErrorKind.Invalid,
        "The name of a field is not well-formed Unicode."
    );
    public static readonly Error Unreadable = new(
        "unreadable_request",
        ErrorKind.Invalid,
        "The request could not be read."
    );
    public static readonly Error NotJson = new(
        "unsupported_media_type",
        ErrorKind.UnsupportedFormat,
        "Send the body as application/json."
    );
    public static readonly Error TooLarge = new(
        "body_too_large",
        ErrorKind.TooLarge,
        "The body is larger than 256 KiB."
    );

    public static Error Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new("validation_failed", ErrorKind.Invalid, "Some fields are not valid.")
        {
            Fields = fields,
        };
}
