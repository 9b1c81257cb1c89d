using System.Security.Cryptography;
using DevChat.Bench.Clients;
using DevChat.Bench.Command;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>What scenarios have in common: the options, the server, and making users, rooms and connections.</summary>
internal sealed class Workbench(BenchOptions options, ServerProcess? server, TimeProvider clock)
    : IDisposable
{
    /// <summary>Preparations that run side by side. The server hashes few passwords at once.</summary>
    private const int Preparations = 16;

    /// <summary>Time for the last messages to arrive.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes names unique on a server that other runs have used.</summary>
    private readonly string _prefix = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly Transport _transport = new(options.Base);
    private int _users;
    private int _rooms;

    public BenchOptions Options => options;

    public ServerProcess? Server => server;

    public ChatApi Api => new(_transport.Http);

    public void Dispose() => _transport.Dispose();

    /// <summary>A run with the rate or the operations in flight of the command line.</summary>
    /// <param name="inFlight">Operations in flight if the command line names no load.</param>
    public Run NewRun(int inFlight) =>
        NewRun(
            options.Rate is { } rate
                ? new OpenLoop(rate)
                : new ClosedLoop(options.InFlight ?? inFlight)
        );

    public Run NewRun(ILoad load) =>
        new(load, new Phases(options.WarmUp, options.Measurement), server, clock);

    /// <summary>
    /// A run in which every operation starts at once. Its server is another process at the end, so CPU is not measured.
    /// </summary>
    public Run NewRestartRun(int operations) =>
        new(
            new AllAtOnce(operations),
            new Phases(WarmUp: TimeSpan.Zero, options.Measurement),
            server: null,
            clock
        );

    public Task<ChatUser[]> RegisterAsync(int count) =>
        PrepareAsync(
            count,
            _ => Api.RegisterAsync($"{_prefix}-{Interlocked.Increment(ref _users)}")
        );

    public Task<ChatRoom> OpenRoomAsync(IReadOnlyList<ChatUser> members) =>
        Api.OpenRoomAsync($"Room {_prefix} {Interlocked.Increment(ref _rooms)}", members);

    /// <summary>Rooms of users that are in no other room.</summary>
    public async Task<ChatRoom[]> OpenRoomsAsync(int rooms, int members)
    {
        var users = await RegisterAsync(rooms * members);
        var groups = users.Chunk(members).ToArray();
        return await PrepareAsync(rooms, room => OpenRoomAsync(groups[room]));
    }

    public Task<ChatConnection> ConnectAsync(
        ChatUser user,
        Action<ReceivedMessage>? onMessage = null
    ) => ChatConnection.OpenAsync(user, Api, _transport, onMessage);

    /// <summary>Connects the user and joins the room.</summary>
    public async Task<ChatConnection> ConnectAsync(ChatUser user, ChatRoom room)
    {
        var connection = await ConnectAsync(user);
        try
        {
            await connection.JoinAsync(room);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects every member of every room, and joins its room.</summary>
    /// <returns>The connections, room by room.</returns>
    public Task<ChatConnection[]> ListenAsync(
        IReadOnlyList<ChatRoom> rooms,
        Run run,
        DeliveryLedger ledger
    )
    {
        var seats = rooms.SelectMany(room => room.Members.Index().Select(seat => (room, seat)));
        var all = seats.ToArray();
        return PrepareAsync(
            all.Length,
            async i =>
            {
                var (room, (number, user)) = all[i];
                var listener = ledger.Listener(number, () => run.Clock.Now);
                var connection = await ConnectAsync(user, listener);
                await connection.JoinAsync(room);
                return connection;
            }
        );
    }

    /// <summary>Waits for the last messages, but not for lost ones.</summary>
    public Task SettleAsync(DeliveryLedger ledger) => ledger.SettleAsync(Patience, clock);

    public static Task CloseAsync(IReadOnlyList<ChatConnection> connections) =>
        Parallel.ForEachAsync(
            connections,
            new ParallelOptions { MaxDegreeOfParallelism = Preparations },
            (connection, _) => connection.DisposeAsync()
        );

    /// <summary>The results, in the order of their numbers.</summary>
    public static async Task<T[]> PrepareAsync<T>(int count, Func<int, Task<T>> prepare)
    {
        var results = new T[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Preparations },
            async (i, _) => results[i] = await prepare(i)
        );
        return results;
    }
}
