using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Makes the records agree with the connections that are really open, where the realtime service can list those. A crash
/// leaves records of connections that are gone, and may leave a connection without a record.
/// </summary>
public sealed class ConnectionReconciliation(
    ConnectionRecords records,
    ConnectionAdmission admission,
    LastListing last,
    IRealtimeGateway realtime,
    TimeProvider clock,
    ILogger<ConnectionReconciliation> logger
)
{
    private const int AtOnce = 16;

    /// <summary>A connection is recorded before it is open: by then it is, on whatever clock the record was made.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Settling;
        if (await realtime.ListConnectionsAsync(cancellationToken) is not { } open)
        {
            return;
        }

        string[] ids = [.. open.Select(connection => connection.Id)];
        if (last.Next(ids) is { } seenLately)
        {
            await records.StrikeOffAsync(seenLately, before, cancellationToken);
        }

        var unrecorded = await records.FindUnrecordedAsync(ids, cancellationToken);
        await Parallel.ForEachAsync(
            open.Where(connection => unrecorded.Contains(connection.Id)),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            },
            async (connection, cancelled) => await RecordOrCloseAsync(connection, cancelled)
        );
    }

    private async Task RecordOrCloseAsync(
        OpenConnection connection,
        CancellationToken cancellationToken
    )
    {
        var owner = new AccessToken(
            connection.UserId,
            connection.SessionId,
            DateTimeOffset.MaxValue
        );
        try
        {
            await admission.RequireOrCloseAsync(owner, connection.Id, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                failure,
                "Connection {ConnectionId} had no record and was closed",
                connection.Id
            );
        }
    }
}

/// <summary>
/// The connections that the last comparison of this instance found open. A host that loses Redis for a moment is missing in
/// one listing; what is missing in two, a minute apart, is gone.
/// </summary>
public sealed class LastListing
{
    private string[]? _ids;

    /// <summary>Keeps the listing. Returns it together with the one before; null when there was none before.</summary>
    public string[]? Next(string[] open)
    {
        var before = Interlocked.Exchange(ref _ids, open);
        return before is null ? null : [.. before.Union(open, StringComparer.Ordinal)];
    }
}
