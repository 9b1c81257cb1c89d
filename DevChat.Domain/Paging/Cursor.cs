using System.Buffers.Text;
using System.Text;
using DevChat.Domain.Errors;
using FluentValidation;

namespace DevChat.Domain.Paging;

/// <summary>Keyset cursors: the sort key of the last item of a page, as base64url text. Opaque to clients.</summary>
public static class Cursor
{
    public static readonly Error Invalid = new(
        "invalid_cursor",
        ErrorKind.Invalid,
        "The cursor does not belong to this list."
    )
    {
        Fields = new Dictionary<string, string[]> { ["cursor"] = ["does not belong to this list"] },
    };

    public static string Encode(string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key in the cursor. Throws <see cref="Invalid"/>.</summary>
    public static string Decode(string cursor) =>
        TryDecode(cursor) ?? throw new RefusedException(Invalid);

    /// <summary>The key in the cursor. Null if the text is no cursor.</summary>
    public static string? TryDecode(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        // .NET ignores U+0000 at the end of a number.
        return key.Contains('\0', StringComparison.Ordinal) ? null : key;
    }
}

/// <summary>Number of items on a page: 1 to 100; the default is 50.</summary>
public static class PageLimit
{
    public const int Default = 50;
    public const int Max = 100;

    public static IRuleBuilderOptions<T, int?> IsPageLimit<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(1, Max).WithMessage($"must be from 1 to {Max}");
}
