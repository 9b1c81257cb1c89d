using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>The nginx to test with, looked for once.</summary>
public sealed class NginxFixture : IAsyncLifetime
{
    internal static DebianProgram Nginx { get; } = new("nginx", "usr/sbin", "-v");

    /// <summary>Null on a machine that neither has one nor can get one.</summary>
    public string? Program { get; private set; }

    public async ValueTask InitializeAsync() =>
        Program = await Nginx.FindAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
