using System.Net;
using System.Net.Sockets;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Servers;

/// <summary>The messages for developers when something outside this code is wrong.</summary>
public sealed class CurableFailureTests : IDisposable
{
    private readonly ServersDirectory _directory = new();

    private LocalServersOptions OnlyPostgres =>
        _directory.Options with
        {
            Redis = false,
            Storage = false,
        };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_second_run_on_a_live_data_directory_is_refused()
    {
        await using var first = await _directory.StartAsync(OnlyPostgres);

        var message = await RefusalAsync(OnlyPostgres);

        Assert.Contains(
            "is in use by another LocalHost: stop that one",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_missing_Node_is_named_with_the_cure()
    {
        var message = await RefusalAsync(OnlyPostgres with { SearchPath = _directory.Root });

        Assert.Contains(
            "there is no node on the PATH: install it",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_missing_npm_is_named_with_the_cure()
    {
        AddProgram("node", "echo v22.1.0");

        var message = await RefusalAsync(OnlyPostgres with { SearchPath = _directory.Root });

        Assert.Contains(
            "npm, which comes with Node.js, is needed",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_old_Node_is_named_with_the_cure()
    {
        AddProgram("node", "echo v18.20.0");
        AddProgram("npm", "exit 1");

        var message = await RefusalAsync(OnlyPostgres with { SearchPath = _directory.Root });

        Assert.Contains("is version '18.20.0': install it", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_npm_is_quoted()
    {
        AddProgram("npm", "echo 'npm error network no such host' >&2; exit 1");
        var node = new NodeRuntime("node", Path.Combine(_directory.Root, "npm"));
        var packages = new NodePackages(Path.Combine(_directory.Root, "packages"), node);

        var failure = await Assert.ThrowsAsync<ServerStartException>(() =>
            PackageInstallation.RunAsync(packages, Soon.Token)
        );

        Assert.Contains(
            "(npm error network no such host)",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_directory.Root, "file");
        await File.WriteAllTextAsync(file, string.Empty, Soon.Token);

        var message = await RefusalAsync(
            OnlyPostgres with
            {
                DataDirectory = Path.Combine(file, "data"),
            }
        );

        Assert.Contains("cannot be written", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_shows_its_log()
    {
        var healthy = await _directory.StartAsync(OnlyPostgres);
        await healthy.DisposeAsync();
        var settings = Path.Combine(healthy.Postgres!.Folder, "data", "postgresql.conf");
        await File.WriteAllTextAsync(settings, "nonsense", Soon.Token);

        var message = await RefusalAsync(OnlyPostgres);

        Assert.Contains("PostgreSQL did not start; the end of", message, StringComparison.Ordinal);
        Assert.Contains("syntax error in file", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("Redis (Garnet)")]
    public async Task A_port_that_was_taken_while_a_server_was_away_is_named(string name)
    {
        await using var servers = await _directory.StartAsync(OnlyPostgres with { Redis = true });
        LocalServer[] started = [servers.Postgres!, servers.Redis!];
        var server = started.Single(one => one.Name == name);
        await server.StopAsync(Soon.Token);
        using var intruder = new TcpListener(IPAddress.Loopback, server.Port);
        intruder.Start();

        var failure = await Assert.ThrowsAsync<ServerStartException>(() =>
            server.StartAsync(Soon.Token)
        );

        Assert.Contains(
            $"Port {server.Port} of 127.0.0.1, which {name} needs, is held",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_database_whose_password_was_deleted_is_not_touched()
    {
        await (await _directory.StartAsync(OnlyPostgres)).DisposeAsync();
        File.Delete(Path.Combine(_directory.Data, "secret"));

        var message = await RefusalAsync(OnlyPostgres);

        Assert.Contains("is lost", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_start_lets_go_of_the_data_directory()
    {
        await RefusalAsync(OnlyPostgres with { SearchPath = _directory.Root });

        await using var next = await _directory.StartAsync(OnlyPostgres);

        Assert.NotEqual(0, next.Postgres!.ProcessId);
    }

    private async Task<string> RefusalAsync(LocalServersOptions options)
    {
        var failure = await Assert.ThrowsAsync<ServerStartException>(() =>
            _directory.StartAsync(options)
        );
        return failure.Message;
    }

    private void AddProgram(string name, string script)
    {
        var path = Path.Combine(_directory.Root, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
