using System.Diagnostics;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Servers;

public sealed class KilledServersTests : IDisposable
{
    private static readonly string[] Keys = ["postgres", "storage"];

    private readonly ServersDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Processes_of_a_killed_run_are_ended_and_its_data_is_kept()
    {
        await using var killed = await _directory.StartAsync();
        await killed.Postgres!.WriteAsync("row");
        await killed.Storage!.WriteAsync("message");
        var orphans = Orphan(killed);
        // The run itself lives on in this process. Its hold on the directory goes with the file it holds.
        File.Delete(Path.Combine(_directory.Data, "lock"));

        await using var next = await _directory.StartAsync();

        Assert.All(orphans, orphan => Assert.False(orphan.IsAlive()));
        Assert.Equal("row", await next.Postgres!.ReadAsync());
        Assert.Equal("message", await next.Storage!.ReadAsync());
    }

    [Fact]
    public async Task The_end_of_a_run_includes_servers_that_lost_their_supervisor()
    {
        var servers = await _directory.StartAsync();
        var orphans = Orphan(servers);

        await servers.DisposeAsync();

        Assert.All(orphans, orphan => Assert.False(orphan.IsAlive()));
    }

    [Fact]
    public async Task PostgreSQL_recovers_what_was_acknowledged_before_it_was_killed()
    {
        var options = _directory.Options with { Redis = false, Storage = false, Durable = true };
        await using var servers = await _directory.StartAsync(options);
        var postgres = servers.Postgres!;
        await postgres.WriteAsync("row");

        Kill(postgres.ProcessId);
        await postgres.StopAsync(Soon.Token);
        await postgres.StartAsync(Soon.Token);

        Assert.Equal("row", await postgres.ReadAsync());
    }

    [Fact]
    public async Task A_process_that_has_a_dead_servers_id_now_is_left_alone()
    {
        var options = _directory.Options with { Redis = false, Storage = false };
        var first = await _directory.StartAsync(options);
        var postgres = first.Postgres!;
        await postgres.WriteAsync("row");
        await first.DisposeAsync();
        var pidFile = Path.Combine(postgres.Folder, "data", "postmaster.pid");
        // This very process: PostgreSQL would take it for the server, and so would a careless clean-up.
        await File.WriteAllLinesAsync(
            pidFile,
            [$"{Environment.ProcessId}", "/", "1", "1", "", "", ""],
            Soon.Token
        );

        await using var next = await _directory.StartAsync(options);

        Assert.Equal("row", await next.Postgres!.ReadAsync());
    }

    [Fact]
    public async Task A_server_that_ends_by_itself_is_reported()
    {
        var reported = new TaskCompletionSource<string>();
        var options = _directory.Options with { Postgres = false, Redis = false };
        await using var servers = await _directory.StartAsync(
            options,
            line => reported.TrySetResult(line)
        );

        Kill(servers.Storage!.ProcessId);

        var line = await reported.Task.WaitAsync(Soon.Token);
        Assert.Contains("Storage (Azurite) ended by itself", line, StringComparison.Ordinal);
    }

    private List<ProcessMark> Orphan(LocalServers servers)
    {
        ServerProcess[] all = [servers.Postgres!, servers.Storage!];
        var marks = all.Select(server => ProcessMark.Of(server.ProcessId)!).ToList();
        foreach (var key in Keys)
        {
            Kill(_directory.SupervisorOf(key));
        }

        Assert.All(marks, mark => Assert.True(mark.IsAlive()));
        return marks;
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }
}
