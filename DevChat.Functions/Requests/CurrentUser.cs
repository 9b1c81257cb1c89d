using System.Diagnostics;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;

namespace DevChat.Functions.Requests;

/// <summary>
/// The authenticated user of this invocation. <see cref="Authentication"/> sets it once. Without it, <see cref="Id"/>
/// and <see cref="Token"/> throw.
/// </summary>
public sealed class CurrentUser
{
    private AccessToken? _token;

    public int Id => Token.UserId;

    public Guid SessionId => Token.SessionId;

    public AccessToken Token =>
        _token ?? throw new RefusedException(AuthenticationErrors.TokenMissing);

    /// <summary>The id for logs. Null if the caller is not authenticated.</summary>
    public int? IdOrNull => _token?.UserId;

    internal void Set(AccessToken token)
    {
        _token = token;
        Activity.Current?.SetTag("enduser.id", token.UserId);
    }
}
