using System.Diagnostics;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;

namespace DevChat.Functions.Requests;

/// <summary>Who makes this invocation. Set once, by <see cref="Authentication"/>; asking an unknown caller for its id is refused.</summary>
public sealed class CurrentUser
{
    private AccessToken? _token;

    public int Id => Token.UserId;

    public Guid SessionId => Token.SessionId;

    public AccessToken Token =>
        _token ?? throw new RefusedException(AuthenticationErrors.TokenMissing);

    /// <summary>The id if there is one, for logs.</summary>
    public int? IdOrNull => _token?.UserId;

    internal void Is(AccessToken token)
    {
        _token = token;
        Activity.Current?.SetTag("enduser.id", token.UserId);
    }
}
