using DevChat.Domain.Users;

namespace DevChat.Domain.Accounts;

/// <summary>A fresh login session: its access token and the account.</summary>
public sealed record SignedIn(string Token, OwnUserView User);
