using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A server beside the tests. It ends with them, also when they are killed.</summary>
public static class TestServer
{
    /// <summary>Returns when it answers; fails with its log when it does not.</summary>
    public static async Task<SupervisedProcess> StartAsync(
        SupervisedCommand command,
        Func<CancellationToken, Task<bool>> answers
    )
    {
        var cancellationToken = CancellationToken.None;
        var node = await NodeRuntime.FindAsync(
            new LocalServersOptions { DataDirectory = command.WorkingDirectory }.SearchPath,
            cancellationToken
        );
        var server = await SupervisedProcess.StartAsync(node, command, cancellationToken);
        var isReady = await server.WaitUntilReadyAsync(
            answers,
            TimeProvider.System,
            cancellationToken
        );
        Assert.True(
            isReady,
            isReady ? "" : await File.ReadAllTextAsync(command.Log, cancellationToken)
        );
        return server;
    }
}
