using System.IO.Pipelines;
using System.Text;
using DevChat.Host.Realtime;
using DevChat.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Host;

public sealed class OutboxTests
{
    private static readonly OutboxLimits Limits = new(
        Bytes: 10_000,
        BytesOfAll: 12_000,
        BytesWhenCrowded: 2_000,
        Patience: TimeSpan.FromSeconds(5)
    );

    private readonly OutboxTotal _total = new();

    private readonly FakeTimeProvider _clock = new();

    /// <summary>A transport that takes no more than this before its client reads.</summary>
    private readonly Pipe _transport = new(
        new PipeOptions(pauseWriterThreshold: 1_000, resumeWriterThreshold: 500)
    );

    private int _aborts;

    [Fact]
    public async Task Written_frames_arrive_in_order_and_none_is_left_waiting()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();
        var expected = new StringBuilder();

        for (var i = 0; i < 200; i++)
        {
            expected.Append($"message {i};");
            await outbox.WriteAsync(Encoding.UTF8.GetBytes($"message {i};"), Soon.Token);
        }

        await outbox.CompleteAsync();

        Assert.Equal(expected.ToString(), await ReadAsync(expected.Length));
        await Soon.Within(handingOn);
        Assert.Equal(0, outbox.Waiting);
        Assert.Equal(0, _aborts);
    }

    [Fact]
    public async Task A_reader_that_keeps_up_may_be_told_many_times_what_may_wait()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();

        for (var i = 0; i < 1_000; i++)
        {
            await outbox.WriteAsync(new byte[Limits.Bytes / 2], Soon.Token);
            await ReadAsync((int)Limits.Bytes / 2);
        }

        await outbox.CompleteAsync();

        await Soon.Within(handingOn);
        Assert.Equal((0, 0), (outbox.Waiting, _aborts));
    }

    [Fact]
    public async Task Writing_never_waits_and_never_more_waits_than_may()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();

        for (var i = 0; i < 1_000; i++)
        {
            var writing = outbox.WriteAsync(new byte[100], Soon.Token).AsTask();
            Assert.True(writing.IsCompletedSuccessfully);
            await writing;
            Assert.InRange(outbox.Waiting, 0, Limits.Bytes);
        }

        Assert.Equal(1, _aborts);
        await EndAsync(handingOn);
    }

    [Fact]
    public async Task A_single_message_that_is_too_large_ends_the_connection()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();

        await outbox.WriteAsync(new byte[Limits.Bytes + 1], Soon.Token);

        Assert.Equal(0, outbox.Waiting);
        Assert.Equal(1, _aborts);
        await EndAsync(handingOn);
    }

    [Fact]
    public async Task One_that_reads_a_little_from_time_to_time_is_cut_off_after_twice_its_patience()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();
        await outbox.WriteAsync(new byte[9_000], Soon.Token);

        for (var second = 0; second < 2 * Limits.Patience.TotalSeconds && _aborts == 0; second++)
        {
            await ReadAsync(10);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Soon.Within(handingOn);
        Assert.Equal(1, _aborts);
    }

    [Fact]
    public async Task One_that_is_being_closed_has_little_time()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();
        await outbox.WriteAsync(new byte[9_000], Soon.Token);

        outbox.CloseSoon();
        outbox.CloseSoon();
        _clock.Advance(Limits.ClosingTime);

        // The clock may leave the timer to the thread that forwards.
        await Soon.UntilAsync(() => Task.FromResult(_aborts == 1), "The connection is aborted.");
        await EndAsync(handingOn);
    }

    [Fact]
    public async Task Nothing_is_cut_off_after_all_is_handed_on()
    {
        var outbox = Outbox();
        var handingOn = outbox.ForwardAsync();
        await outbox.WriteAsync(new byte[100], Soon.Token);
        outbox.CloseSoon();
        await outbox.CompleteAsync();

        await Soon.Within(handingOn);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, _aborts);
    }

    [Fact]
    public async Task Of_many_that_do_not_read_those_that_most_waits_for_are_cut_off()
    {
        var (full, half, small) = (Outbox(), Outbox(), Outbox());
        await full.WriteAsync(new byte[9_000], Soon.Token);
        await half.WriteAsync(new byte[4_000], Soon.Token);
        Assert.Equal(0, _aborts);

        await small.WriteAsync(new byte[1_500], Soon.Token);
        Assert.Equal(0, _aborts);
        await full.WriteAsync(new byte[1], Soon.Token);
        Assert.Equal(1, _aborts);
        await full.ForwardAsync();

        Assert.Equal(5_500, _total.Bytes);
        await half.WriteAsync(new byte[4_000], Soon.Token);
        Assert.Equal((1, 9_500L), (_aborts, _total.Bytes));
    }

    private Outbox Outbox() => new(_transport.Writer, Limits, _total, _clock, () => _aborts++);

    /// <summary>As a transport ends that was cut off.</summary>
    private async Task EndAsync(Task handingOn)
    {
        await _transport.Reader.CompleteAsync();
        await Soon.Within(handingOn);
    }

    private async Task<string> ReadAsync(int bytes)
    {
        var text = new StringBuilder();
        while (text.Length < bytes)
        {
            var read = await Soon.Within(_transport.Reader.ReadAsync(Soon.Token).AsTask());
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, bytes - text.Length));
            text.Append(Encoding.UTF8.GetString(part));
            _transport.Reader.AdvanceTo(part.End);
        }

        return text.ToString();
    }
}
