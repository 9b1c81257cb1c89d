using DevChat.LocalHost.Servers;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Command;

public sealed class RestartTests(LocalHostDirectory directory) : IClassFixture<LocalHostDirectory>
{
    private readonly string _urls = $"http://127.0.0.1:{LoopbackPort.Find()}";

    [Fact]
    public async Task Accounts_rooms_and_tokens_survive_a_restart()
    {
        TestUser ada;
        int room;
        using (var first = directory.Start(urls: _urls))
        {
            ada = await ProcessUsers.RegisterAsync(await first.AddressAsync());
            room = (await ada.OpenGroupAsync("lasting")).Id();
            await ada.SendAsync(room, "still there");
            await StopAsync(first);
        }

        using var second = directory.Start(urls: _urls);
        await second.AddressAsync();
        var history = await ada.GetAsync($"api/messages/{room}");
        await StopAsync(second);

        Assert.Equal("still there", history.Items("messages").Single().Text("content"));
    }

    private static async Task StopAsync(ProgramProcess running)
    {
        running.Signal(Libc.SignalTerminate);
        Assert.Equal(0, await running.ExitCodeAsync());
    }
}
