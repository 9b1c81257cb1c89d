using DevChat.Domain.Data;
using DevChat.Testing.Apps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Data;

public sealed class CancelledTransactionTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_client_that_leaves_when_the_work_is_done_does_not_undo_it()
    {
        var ada = await app.RegisterAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ChatDbContext>();
        using var client = new CancellationTokenSource();

        await database.InTransactionAsync(
            async _ =>
            {
                var changed = await database
                    .Users.Where(user => user.Id == ada.Id)
                    .ExecuteUpdateAsync(
                        update => update.SetProperty(user => user.Bio, "done"),
                        CancellationToken.None
                    );
                await client.CancelAsync();
                return changed;
            },
            client.Token
        );

        Assert.Equal(
            "done",
            await app.QueryAsync<string>($"SELECT bio FROM users WHERE id = {ada.Id}")
        );
    }
}
