namespace DevChat.Functions.Realtime;

/// <summary>Whose connection it is: taken from the access token of the caller, never from what a client says.</summary>
/// <param name="UserId">The user; user-addressed events reach all connections of this id.</param>
/// <param name="SessionId">The login session that ends with this connection's right to be.</param>
/// <param name="ExpiresAt">When the access token of the caller ends; no connection may be opened later.</param>
public sealed record ConnectionOwner(int UserId, Guid SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>Claim of a connection that holds <see cref="SessionId"/>. (The plain <c>sid</c> is renamed by claim mapping on the way.)</summary>
    public const string SessionClaim = "devchat_session";
}
