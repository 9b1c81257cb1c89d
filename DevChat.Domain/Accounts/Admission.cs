namespace DevChat.Domain.Accounts;

/// <summary>Whether a connection may be.</summary>
public enum Admission
{
    /// <summary>It is recorded, and signing out closes it.</summary>
    Admitted,

    /// <summary>Its session is over, or not the user's.</summary>
    SessionEnded,

    /// <summary>The user or the session has as many others as it may have.</summary>
    TooMany,
}
