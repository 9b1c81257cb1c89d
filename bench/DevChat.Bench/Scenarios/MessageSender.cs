using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Sends messages over REST, in turn to each room and from each of its members.</summary>
internal sealed class MessageSender(
    ChatApi api,
    IReadOnlyList<ChatRoom> rooms,
    Run run,
    DeliveryLedger ledger
)
{
    /// <summary>As long as a usual message of a chat: about a hundred characters.</summary>
    private const string Content =
        "The build of this morning is green again, and the fix for the slow start went out with it today.";

    /// <summary>From the time when a send was due until the server confirmed it.</summary>
    public LatencyHistogram Acknowledgements { get; } = new("ack");

    public async Task SendAsync(Arrival arrival)
    {
        var room = rooms[(int)(arrival.Index % rooms.Count)];
        var sender = room.Members[(int)(arrival.Index / rooms.Count % room.Members.Count)];
        var id = Guid.CreateVersion7();
        var message = ledger.Expect(id, arrival, room.Members.Count);
        await api.SendMessageAsync(sender, room, Content, id);
        message.IsAcknowledged = true;
        run.Record(Acknowledgements, arrival);
    }
}
