using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Observability;

/// <summary>Prometheus and its tool, or null on a machine that neither has them nor can get them.</summary>
internal sealed class PrometheusPrograms
{
    private static readonly DebianProgram Server = new("prometheus", "usr/bin", "--version");
    private static readonly DebianProgram Tool = new("promtool", "usr/bin", "--version")
    {
        Package = "prometheus",
    };

    private readonly string? _server;
    private readonly string? _tool;

    private PrometheusPrograms(string? server, string? tool) => (_server, _tool) = (server, tool);

    public static async Task<PrometheusPrograms> FindAsync(CancellationToken cancellationToken) =>
        new(await Server.FindAsync(cancellationToken), await Tool.FindAsync(cancellationToken));

    /// <summary>The server's program; where there is none, the test is skipped.</summary>
    public string RequireServer()
    {
        Assert.SkipUnless(_server is not null, Server.Missing);
        return _server!;
    }

    /// <summary>Runs promtool; where there is none, the test is skipped.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">What promtool is to do.</param>
    public Task<ProgramRun> RunToolAsync(string folder, params string[] arguments) =>
        RunAsync(RequireTool(), folder, arguments);

    /// <summary>Runs promtool on a file that it reads from its standard input.</summary>
    public Task<ProgramRun> PipeToToolAsync(string file, params string[] arguments) =>
        RunAsync(
            "/bin/sh",
            Path.GetDirectoryName(file)!,
            [
                "-c",
                "file=$1; shift; exec \"$0\" \"$@\" < \"$file\"",
                RequireTool(),
                file,
                .. arguments,
            ]
        );

    private string RequireTool()
    {
        Assert.SkipUnless(_tool is not null, Tool.Missing);
        return _tool!;
    }

    private static async Task<ProgramRun> RunAsync(
        string program,
        string folder,
        string[] arguments
    ) =>
        await ProgramRun.OfAsync(program, folder, Soon.Token, arguments)
        ?? throw new InvalidOperationException($"{program} did not start.");
}
