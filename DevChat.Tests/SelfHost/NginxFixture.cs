using DevChat.Tests.Support;

namespace DevChat.Tests.SelfHost;

/// <summary>The nginx to test with, looked for once.</summary>
public sealed class NginxFixture : IAsyncLifetime
{
    private static readonly DebianProgram Nginx = new("nginx", "usr/sbin/nginx", "-v");

    public static string Missing => Nginx.Missing;

    /// <summary>Null on a machine that neither has one nor can get one.</summary>
    public string? Program { get; private set; }

    public async ValueTask InitializeAsync() =>
        Program = await Nginx.FindAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
