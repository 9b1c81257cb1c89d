using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Realtime;

/// <summary>Lets connections in. Each is recorded, so that it ends with its session; one that may not be is closed.</summary>
public sealed class ConnectionAdmission(
    ConnectionRecords records,
    ClosedConnections gone,
    ConnectionRefusal refusal,
    RequestLimits limits
)
{
    private const string NotRecorded = "The connection could not be recorded. Connect again.";

    /// <summary>
    /// For a connection that was just opened. Whatever keeps it from being recorded closes it: otherwise it would hear what
    /// is for its user, and no sign-out would find it.
    /// </summary>
    public Task RequireNewAsync(
        AccessToken? owner,
        string connectionId,
        CancellationToken cancellationToken
    ) =>
        OrCloseAsync(
            owner,
            connectionId,
            async () =>
            {
                var known = owner ?? throw new RefusedException(AuthenticationErrors.SessionEnded);
                await limits.RequireConnectionAsync(known.UserId);
                await AdmitAsync(known, connectionId, cancellationToken);
            }
        );

    /// <summary>For a connection that was not known: it is recorded or closed.</summary>
    public Task RequireOrCloseAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    ) =>
        OrCloseAsync(owner, connectionId, () => AdmitAsync(owner, connectionId, cancellationToken));

    /// <summary>For any connection: it is recorded now, or refused. One that is refused is closed as well.</summary>
    public async Task RequireAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await AdmitAsync(owner, connectionId, cancellationToken);
        }
        catch (RefusedException refused)
        {
            await refusal.RefuseAsync(connectionId, owner.SessionId, refused.Error.Detail);
            throw;
        }
    }

    private async Task AdmitAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        var admission = await RecordAsync(owner, connectionId, cancellationToken);
        if (
            admission == Admission.TooMany
            && await gone.StrikeOffAsync(owner.UserId, cancellationToken)
        )
        {
            admission = await RecordAsync(owner, connectionId, cancellationToken);
        }

        switch (admission)
        {
            case Admission.SessionEnded:
                throw new RefusedException(AuthenticationErrors.SessionEnded);
            case Admission.TooMany:
                throw new RefusedException(ConnectionErrors.TooMany);
        }
    }

    private Task<Admission> RecordAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    ) => records.AdmitAsync(connectionId, owner.SessionId, owner.UserId, cancellationToken);

    private async Task OrCloseAsync(AccessToken? owner, string connectionId, Func<Task> admit)
    {
        try
        {
            await admit();
        }
        catch (Exception failure)
        {
            var reason = failure is RefusedException refused ? refused.Error.Detail : NotRecorded;
            await refusal.RefuseAsync(connectionId, owner?.SessionId, reason);
            throw;
        }
    }
}
