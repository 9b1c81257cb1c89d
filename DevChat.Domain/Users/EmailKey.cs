using DevChat.Domain.Text;

namespace DevChat.Domain.Users;

/// <summary>
/// The canonical form of an email address. It identifies the account: it is stored, unique, looked up, rate-limited and
/// audited. The address as the user typed it is stored separately, for display.
/// </summary>
/// <remarks>
/// NFC, each letter in lower case by Unicode's simple mapping, NFC again. It does not depend on a culture or a database.
/// İ and ı are separate letters, the Kelvin sign becomes k, ß and ss differ, and so do σ and ς.
/// </remarks>
public static class EmailKey
{
    public static string Of(string email) => Nfc.Of(Nfc.Of(email).ToLowerInvariant());
}
