using DevChat.Domain.Data;
using DevChat.Domain.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevChat.Domain.Messages;

/// <summary>Inserts batches of messages and completes the sends.</summary>
/// <param name="dataSource">The pool of connections.</param>
/// <param name="scopes">Each batch has a scope of its own.</param>
/// <param name="clock">Gives the messages their time.</param>
/// <param name="onTimeout">Called when PostgreSQL did not answer in time, after the sends of that batch have failed.</param>
internal sealed class SendBatches(
    NpgsqlDataSource dataSource,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    Action<Exception> onTimeout
)
{
    private readonly MessageInsert _insert = new(dataSource, clock);
    private readonly Turns _turns = new(clock);

    /// <summary>
    /// Completes the sends. Returns those that wait for the lock of another transaction; they are not completed. Never
    /// throws.
    /// </summary>
    public async Task<IReadOnlyList<PendingSend>> InsertAsync(
        IReadOnlyList<PendingSend> sends,
        bool waitForLocks
    )
    {
        try
        {
            return Complete(sends, await ExecuteAsync(sends, waitForLocks));
        }
        catch (PostgresException exception)
            when (!waitForLocks && exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return sends;
        }
        catch (PostgresException refused) when (IsOfValues(refused) && sends.Count > 1)
        {
            return await InsertSinglyAsync(sends, waitForLocks);
        }
        catch (PostgresException exception)
            when (exception.Violates(Constraints.UniqueClientMessageId))
        {
            sends[0].Complete(new SendResult.Repeated());
        }
        catch (Exception exception)
        {
            foreach (var send in sends)
            {
                send.Fail(exception);
            }

            if (exception.GetBaseException() is TimeoutException)
            {
                onTimeout(exception);
            }
        }

        return [];
    }

    /// <summary>
    /// One of the messages is refused. The others must not fail with it. Sends behind a locked one in their room wait with
    /// it.
    /// </summary>
    private async Task<IReadOnlyList<PendingSend>> InsertSinglyAsync(
        IReadOnlyList<PendingSend> sends,
        bool waitForLocks
    )
    {
        var locked = new List<PendingSend>();
        foreach (var send in sends)
        {
            var isBehindLocked = locked.Any(it => it.ChatroomId == send.ChatroomId);
            locked.AddRange(isBehindLocked ? [send] : await InsertAsync([send], waitForLocks));
        }

        return locked;
    }

    /// <summary>Not cancelled: nobody would know which messages are committed.</summary>
    private async Task<SendResult?[]> ExecuteAsync(
        IReadOnlyList<PendingSend> sends,
        bool waitForLocks
    )
    {
        using var span = InsertSpans.Start(sends.Select(send => send.Trace));
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ChatDbContext>();
        return await database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                cancellation => _insert.ExecuteAsync(sends, waitForLocks, cancellation),
                CancellationToken.None
            );
    }

    private List<PendingSend> Complete(IReadOnlyList<PendingSend> sends, SendResult?[] results)
    {
        var locked = new List<PendingSend>();
        foreach (var (send, result) in sends.Zip(results))
        {
            if (result is null)
            {
                locked.Add(send);
            }
            else
            {
                send.Complete(result is SendResult.Inserted it ? WithTurn(it) : result);
            }
        }

        return locked;
    }

    private SendResult.Inserted WithTurn(SendResult.Inserted inserted) =>
        inserted with
        {
            Turn = _turns.Next(inserted.Message.ChatroomId),
        };

    /// <summary>
    /// True if PostgreSQL refused the values of a row (SQLSTATE class 22 or 23), not the connection or the transaction.
    /// </summary>
    private static bool IsOfValues(PostgresException exception) =>
        exception.SqlState[..2] is "22" or "23";
}
