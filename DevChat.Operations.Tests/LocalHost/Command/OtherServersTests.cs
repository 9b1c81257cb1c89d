using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.LocalHost.Command;

/// <summary>Servers that a connection string names are used; embedded ones are started for the rest only.</summary>
public sealed class OtherServersTests(LocalHostDirectory directory, EmbeddedServers servers)
    : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task With_every_store_named_nothing_is_started_and_neither_Node_nor_a_data_directory_is_needed()
    {
        var corner = await servers.TakeCornerAsync();
        using var fresh = new LocalHostDirectory();
        using var running = fresh.Start(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = corner.Postgres,
                ["ConnectionStrings__Redis"] = corner.Redis,
                ["AzureWebJobsStorage"] = corner.Storage,
                ["Jwt__Secret"] = DevChatApp.JwtSecret,
                ["PATH"] = fresh.Root,
            }
        );

        var ada = await ProcessUsers.RegisterAsync(await running.AddressAsync());

        Assert.Equal(ada.Username, await UsernameInAsync(corner.Postgres, ada.Id));
        Assert.False(Directory.Exists(fresh.Data));
        await StopAsync(running);
    }

    [Fact]
    public async Task Of_the_stores_only_those_without_a_connection_string_are_started()
    {
        var corner = await servers.TakeCornerAsync();
        using var running = directory.Start(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = corner.Postgres,
                ["AzureWebJobsStorage"] = corner.Storage,
            }
        );

        var ada = await ProcessUsers.RegisterAsync(await running.AddressAsync());

        Assert.Equal(ada.Username, await UsernameInAsync(corner.Postgres, ada.Id));
        await running.LineAsync("started Redis (Garnet)");
        Assert.DoesNotContain("started PostgreSQL", running.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("started Storage", running.Output, StringComparison.Ordinal);
        Assert.Empty(directory.StartedServers());
        await StopAsync(running);
    }

    private static async Task StopAsync(ProgramProcess running)
    {
        running.Signal(Libc.SignalTerminate);
        Assert.Equal(0, await running.ExitCodeAsync());
    }

    private static async Task<object?> UsernameInAsync(string connectionString, int id)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            $"SELECT username FROM users WHERE id = {id}"
        );
        return await command.ExecuteScalarAsync(Soon.Token);
    }
}
