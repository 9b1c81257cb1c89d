using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Compares the connection records with the connections that are open, if the realtime service can list them. A crash
/// can leave records of closed connections and open connections without a record.
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
    private const int MaxParallel = 16;

    /// <summary>
    /// A connection is recorded before it is open. After this time it is open, even if the instances' clocks differ.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Settling;
        if (await realtime.ListConnectionsAsync(cancellationToken) is not { } open)
        {
            return;
        }

        string[] ids = [.. open.Select(connection => connection.Id)];
        if (last.Next(ids) is { } recentlyOpen)
        {
            await records.DeleteClosedAsync(recentlyOpen, before, cancellationToken);
        }

        var unrecorded = await records.FindUnrecordedAsync(ids, cancellationToken);
        await Parallel.ForEachAsync(
            open.Where(connection => unrecorded.Contains(connection.Id)),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = MaxParallel,
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
            await admission.AdmitOrCloseAsync(owner, connection.Id, cancellationToken);
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
/// The open connections of the previous comparison on this instance. A host that loses Redis for a moment is missing in
/// one listing. A connection that is missing in two listings, a minute apart, is closed.
/// </summary>
public sealed class LastListing
{
    private string[]? _ids;

    /// <summary>Stores the listing and returns the union with the previous one. Null if there is no previous listing.</summary>
    public string[]? Next(string[] open)
    {
        var before = Interlocked.Exchange(ref _ids, open);
        return before is null ? null : [.. before.Union(open, StringComparer.Ordinal)];
    }
}
