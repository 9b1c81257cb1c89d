using System.Text.Json;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Command;

public sealed class KillTests(LocalHostDirectory directory) : IClassFixture<LocalHostDirectory>
{
    private const int Senders = 8;
    private const int AcknowledgedBeforeTheKill = 40;

    private readonly string _urls = $"http://127.0.0.1:{LoopbackPort.Find()}";

    [Fact]
    public async Task After_a_kill_amid_sends_the_same_command_goes_on_with_every_acknowledged_message()
    {
        using var killed = directory.Start(urls: _urls);
        var address = await killed.AddressAsync();
        var (ada, grace) = (
            await ProcessUsers.RegisterAsync(address),
            await ProcessUsers.RegisterAsync(address)
        );
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        var attempts = new SendAttempts(room);
        var orphans = directory.Servers();
        await SendUntilKilledAsync(killed, attempts, ada, grace);
        var acknowledged = attempts.Acknowledged.ToDictionary();

        using var next = directory.Start(urls: _urls);
        await next.AddressAsync();
        var kept = await ada.ReadAllAsync(room);
        await attempts.RetryAsync();
        var complete = await ada.ReadAllAsync(room);
        var servers = directory.Servers();
        next.Signal(Libc.SignalTerminate);

        AssertHolds(kept, acknowledged);
        AssertHolds(complete, attempts.Acknowledged);
        Assert.Equal(attempts.Acknowledged.Count, complete.Count);
        Assert.Equal(0, await next.ExitCodeAsync());
        Assert.All(orphans.Concat(servers), server => Assert.False(server.IsAlive()));
    }

    private static async Task SendUntilKilledAsync(
        ProgramProcess running,
        SendAttempts attempts,
        params TestUser[] senders
    )
    {
        var acknowledged = 0;
        var kill = () =>
        {
            if (Interlocked.Increment(ref acknowledged) == AcknowledgedBeforeTheKill)
            {
                running.Kill();
            }
        };
        await Soon.Within(
            Task.WhenAll(
                Enumerable
                    .Range(0, Senders)
                    .Select(i => attempts.SendUntilCutOffAsync(senders[i % senders.Length], kill))
            )
        );
    }

    /// <summary>Each message once, in an order without gaps, as it was acknowledged.</summary>
    private static void AssertHolds(
        IReadOnlyList<JsonElement> messages,
        IReadOnlyDictionary<Guid, JsonElement> acknowledged
    )
    {
        Assert.Equal(
            Enumerable.Range(1, messages.Count).Select(seq => (long)seq),
            messages.Select(message => message.Seq())
        );
        var byKey = messages.ToDictionary(message =>
            message.GetProperty("client_message_id").GetGuid()
        );
        Assert.All(
            acknowledged,
            sent => Assert.Equal(sent.Value.GetRawText(), byKey[sent.Key].GetRawText())
        );
    }
}
