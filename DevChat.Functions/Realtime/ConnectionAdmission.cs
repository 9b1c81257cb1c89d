using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Admits connections. Each admitted connection is recorded, so that it ends with its session. A refused connection is
/// closed.
/// </summary>
public sealed class ConnectionAdmission(
    ConnectionRecords records,
    ClosedConnectionCleanup cleanup,
    ConnectionRefusal refusal,
    RequestLimits limits
)
{
    private const string NotRecorded = "The connection could not be recorded. Connect again.";

    /// <summary>
    /// For a connection that was just opened. Closes it if it cannot be recorded for any reason. Otherwise it would
    /// receive the events of its user, and no sign-out would find it.
    /// </summary>
    public Task AdmitNewAsync(
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
                await AdmitAsync(
                    () =>
                        records.AdmitNewAsync(
                            connectionId,
                            known.SessionId,
                            known.UserId,
                            cancellationToken
                        ),
                    known.UserId,
                    cancellationToken
                );
            }
        );

    /// <summary>For an open connection without a record. Records it, or closes it for any failure.</summary>
    public Task AdmitOrCloseAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    ) =>
        OrCloseAsync(owner, connectionId, () => AdmitAsync(owner, connectionId, cancellationToken));

    /// <summary>
    /// For any open connection. Records it, or closes it if it is refused. It stays open after other failures.
    /// </summary>
    public async Task AdmitOrRefuseAsync(
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

    private Task AdmitAsync(
        AccessToken owner,
        string connectionId,
        CancellationToken cancellationToken
    ) =>
        AdmitAsync(
            () =>
                records.AdmitAsync(connectionId, owner.SessionId, owner.UserId, cancellationToken),
            owner.UserId,
            cancellationToken
        );

    /// <summary>Makes a second attempt if there were too many records, and some of them were of closed connections.</summary>
    private async Task AdmitAsync(
        Func<Task<Admission>> attempt,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var admission = await attempt();
        if (
            admission == Admission.TooMany
            && await cleanup.DeleteRecordsAsync(userId, cancellationToken)
        )
        {
            admission = await attempt();
        }

        switch (admission)
        {
            case Admission.SessionEnded:
                throw new RefusedException(AuthenticationErrors.SessionEnded);
            case Admission.TooMany:
                throw new RefusedException(ConnectionErrors.TooMany);
        }
    }

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
