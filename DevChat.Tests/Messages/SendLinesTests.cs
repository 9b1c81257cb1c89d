using DevChat.Domain.Messages;

namespace DevChat.Tests.Messages;

public sealed class SendLinesTests
{
    private const int Ada = 1;
    private const int Grace = 2;
    private const int Plenty = 100;

    private static readonly Guid Key = Guid.CreateVersion7();

    private readonly SendLines _lines = new();

    [Fact]
    public void Sends_of_several_rooms_are_one_batch_in_the_order_of_arrival()
    {
        var (first, second, third) = (Add(room: 1), Add(room: 2), Add(room: 1));

        Assert.Equal([first, third, second], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public void A_room_is_in_one_batch_at_a_time()
    {
        var first = Add(room: 1);
        Assert.Equal([first], _lines.TakeBatch(Plenty));
        var second = Add(room: 1);
        var elsewhere = Add(room: 2);

        Assert.Equal([elsewhere], _lines.TakeBatch(Plenty));
        Assert.Empty(_lines.TakeBatch(Plenty));
        _lines.Release(1);

        Assert.Equal([second], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public void A_batch_has_a_greatest_size_and_the_rest_follows_in_order()
    {
        var sends = Enumerable.Range(0, 5).Select(_ => Add(room: 1)).ToList();

        for (var taken = 0; taken < sends.Count; taken += 2)
        {
            Assert.Equal(sends.Skip(taken).Take(2), _lines.TakeBatch(2));
            _lines.Release(1);
        }

        Assert.Empty(_lines.TakeBatch(2));
    }

    [Fact]
    public void A_busy_room_does_not_keep_others_out()
    {
        var busy = Enumerable.Range(0, 4).Select(_ => Add(room: 1)).ToList();
        var quiet = Add(room: 2);
        Assert.Equal(busy.Take(2), _lines.TakeBatch(2));
        _lines.Release(1);

        Assert.Equal([quiet, busy[2]], _lines.TakeBatch(2));
    }

    [Fact]
    public void A_retry_waits_for_the_next_batch_and_so_does_what_is_behind_it()
    {
        var (first, retry, behind) = (
            Add(room: 1, Ada, Key),
            Add(room: 1, Ada, Key),
            Add(room: 1, Grace)
        );
        Assert.Equal([first], _lines.TakeBatch(Plenty));
        Assert.Empty(_lines.TakeBatch(Plenty));
        _lines.Release(1);

        Assert.Equal([retry, behind], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public void One_key_for_two_rooms_is_inserted_in_two_batches()
    {
        var (here, there) = (Add(room: 1, Ada, Key), Add(room: 2, Ada, Key));

        Assert.Equal([here], _lines.TakeBatch(Plenty));
        Assert.Equal([there], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public void One_key_of_two_senders_is_no_retry()
    {
        var (ofAda, ofGrace) = (Add(room: 1, Ada, Key), Add(room: 1, Grace, Key));

        Assert.Equal([ofAda, ofGrace], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public async Task A_send_that_is_given_up_is_dropped()
    {
        using var patience = new CancellationTokenSource();
        var givenUp = Add(room: 1, cancellationToken: patience.Token);
        var other = Add(room: 1);
        await patience.CancelAsync();

        Assert.Equal([other], _lines.TakeBatch(Plenty));
        Assert.True(givenUp.Result.IsCanceled);
        Assert.False(other.Result.IsCompleted);
    }

    [Fact]
    public async Task A_room_in_which_all_sends_are_given_up_takes_the_next_send()
    {
        using var patience = new CancellationTokenSource();
        Add(room: 1, cancellationToken: patience.Token);
        await patience.CancelAsync();
        Assert.Empty(_lines.TakeBatch(Plenty));

        var next = Add(room: 1);

        Assert.Equal([next], _lines.TakeBatch(Plenty));
    }

    [Fact]
    public async Task A_send_that_is_in_a_batch_is_not_given_up()
    {
        using var patience = new CancellationTokenSource();
        var send = Add(room: 1, cancellationToken: patience.Token);
        Assert.Equal([send], _lines.TakeBatch(Plenty));

        await patience.CancelAsync();

        Assert.False(send.Result.IsCompleted);
    }

    private PendingSend Add(
        int room,
        int sender = Ada,
        Guid? key = null,
        CancellationToken cancellationToken = default
    )
    {
        var send = new PendingSend(sender, new NewMessage(room, "hello", key), cancellationToken);
        _lines.Add(send);
        return send;
    }
}
