using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>nginx with the nginx.conf that is shipped; only where it listens and whom it serves is the test's.</summary>
internal sealed class NginxBalancer : IBalancer
{
    private readonly SupervisedProcess _nginx;
    private readonly string _directory;

    private NginxBalancer(SupervisedProcess nginx, string directory, Uri address)
    {
        (_nginx, _directory) = (nginx, directory);
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<IBalancer> StartAsync(
        string program,
        CancellationToken cancellationToken,
        params Uri[] instances
    )
    {
        var port = LoopbackPort.Find();
        var directory = await WriteAsync(port, instances, cancellationToken);
        var node = await NodeRuntime.FindAsync(
            new LocalServersOptions { DataDirectory = directory }.SearchPath,
            cancellationToken
        );
        var nginx = await SupervisedProcess.StartAsync(
            node,
            Command(program, directory),
            cancellationToken
        );
        var balancer = new NginxBalancer(nginx, directory, new($"http://127.0.0.1:{port}"));
        await balancer.RequireListeningAsync(cancellationToken);
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task RequireListeningAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        var listens = await _nginx.WaitUntilReadyAsync(
            async token => await client.GetAsync(new Uri("/", UriKind.Relative), token) is not null,
            TimeProvider.System,
            cancellationToken
        );
        Assert.True(
            listens,
            listens ? "" : await File.ReadAllTextAsync(LogIn(_directory), cancellationToken)
        );
    }

    private static async Task<string> WriteAsync(
        int port,
        IEnumerable<Uri> instances,
        CancellationToken cancellationToken
    )
    {
        // Not a private folder: nginx, started by root, works as somebody else.
        var directory = Path.Combine(Path.GetTempPath(), $"devchat-nginx-{port}");
        Directory.CreateDirectory(directory);
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "SelfHost", "nginx.conf"),
            Path.Combine(directory, "nginx.conf"),
            overwrite: true
        );
        await File.WriteAllTextAsync(
            Path.Combine(directory, "listen.conf"),
            $"listen 127.0.0.1:{port};",
            cancellationToken
        );
        await File.WriteAllLinesAsync(
            Path.Combine(directory, "servers.conf"),
            instances.Select(instance =>
                $"server {instance.Authority} max_fails=1 fail_timeout=5s;"
            ),
            cancellationToken
        );
        return directory;
    }

    private static SupervisedCommand Command(string program, string directory) =>
        new()
        {
            Command = program,
            Arguments =
            [
                "-p",
                directory,
                "-c",
                Path.Combine(directory, "nginx.conf"),
                "-g",
                "daemon off;",
            ],
            WorkingDirectory = directory,
            Log = LogIn(directory),
        };

    private static string LogIn(string directory) => Path.Combine(directory, "nginx.log");
}
