using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Tests.Bench;

public sealed class DeliveryLedgerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DeliveryLedger _ledger = new(new Phases(Second, Second));

    [Fact]
    public void A_message_that_reaches_everybody_once_and_in_order_is_not_counted()
    {
        var (first, second) = (Send(receivers: 2), Send(receivers: 2));

        foreach (var listener in new[] { Listener(0), Listener(1) })
        {
            listener(new(first, Seq: 1));
            listener(new(second, Seq: 2));
        }

        Assert.Equal((0, 0, 0), Counts());
        Assert.Equal(4, _ledger.Latencies.Count);
    }

    [Fact]
    public void A_missing_delivery_is_lost()
    {
        Listener(0)(new(Send(receivers: 3), Seq: 1));

        Assert.Equal((2, 0, 0), Counts());
    }

    [Fact]
    public void A_message_that_the_server_refused_cannot_be_lost()
    {
        _ledger.Expect(Guid.CreateVersion7(), new Arrival(0, Second), receivers: 3);

        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_second_delivery_to_the_same_receiver_is_doubled()
    {
        var listener = Listener(0);
        var received = new ReceivedMessage(Send(receivers: 1), Seq: 1);

        listener(received);
        listener(received);

        Assert.Equal((0, 1, 0), Counts());
    }

    [Fact]
    public void A_message_after_a_newer_one_is_out_of_order()
    {
        var (first, second) = (Send(receivers: 1), Send(receivers: 1));
        var listener = Listener(0);

        listener(new(second, Seq: 2));
        listener(new(first, Seq: 1));

        Assert.Equal((0, 0, 1), Counts());
    }

    [Fact]
    public void Messages_of_others_are_ignored()
    {
        Listener(0)(new(Guid.CreateVersion7(), Seq: 1));

        Assert.Equal((0, 0, 0), Counts());
    }

    private Guid Send(int receivers)
    {
        var id = Guid.CreateVersion7();
        _ledger.Expect(id, new Arrival(0, Second), receivers).IsAcknowledged = true;
        return id;
    }

    private Action<ReceivedMessage> Listener(int receiver) =>
        _ledger.Listener(receiver, () => Second);

    private (long Lost, long Doubled, long OutOfOrder) Counts() =>
        (_ledger.Lost, _ledger.Doubled, _ledger.OutOfOrder);
}
