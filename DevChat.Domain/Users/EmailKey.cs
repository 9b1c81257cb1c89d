using DevChat.Domain.Text;

namespace DevChat.Domain.Users;

/// <summary>
/// The one spelling of an email address that stands for its account: stored, unique, looked up, limited and audited. What
/// somebody typed is kept beside it, for showing.
/// </summary>
/// <remarks>
/// NFC, each letter in lower case by Unicode's simple mapping, NFC again. It depends on no culture and no database:
/// İ and ı are letters of their own, the Kelvin sign is a k, ß and ss differ, and so do σ and ς.
/// </remarks>
public static class EmailKey
{
    public static string Of(string email) => Nfc.Of(Nfc.Of(email).ToLowerInvariant());
}
