using System.Buffers.Text;
using System.Text;
using DevChat.Domain.Errors;

namespace DevChat.Domain.Paging;

/// <summary>
/// Opaque keyset cursors: the sort key of a page's last item, as base64url text. Clients hand them back and look not inside.
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
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
    }
}
