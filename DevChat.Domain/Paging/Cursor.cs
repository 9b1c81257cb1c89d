using System.Buffers.Text;
using System.Text;
using DevChat.Domain.Errors;
using FluentValidation;

namespace DevChat.Domain.Paging;

/// <summary>
/// Opaque keyset cursors: the sort key of a page's last item, as base64url text. Opaque to clients.
/// </summary>
public static class Cursor
{
    public static readonly Error Invalid = new(
        "invalid_cursor",
        ErrorKind.Invalid,
        "The cursor is not one that this list gave out."
    )
    {
        Fields = new Dictionary<string, string[]>
        {
            ["cursor"] = ["is not one that this list gave out"],
        },
    };

    public static string Encode(string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key in the cursor, or <see cref="Invalid"/>.</summary>
    public static string Decode(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            throw new RefusedException(Invalid);
        }

        var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        // .NET leaves U+0000 aside at the end of a number.
        return key.Contains('\0', StringComparison.Ordinal)
            ? throw new RefusedException(Invalid)
            : key;
    }
}

/// <summary>How many items a page has: 1 to 100, 50 unless told.</summary>
public static class PageLimit
{
    public const int Default = 50;
    public const int Max = 100;

    public static IRuleBuilderOptions<T, int?> IsPageLimit<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(1, Max).WithMessage($"must be from 1 to {Max}");
}
