using DevChat.Domain.Users;

namespace DevChat.LocalHost.Parts;

/// <summary>Makes an empty PostgreSQL data directory.</summary>
internal static class InitDb
{
    /// <summary>Fills <paramref name="cluster"/>'s data directory, whole or not at all.</summary>
    /// <param name="initdb">Full path of the program.</param>
    /// <exception cref="PartsException">It failed; the message ends with what it said.</exception>
    public static async Task RunAsync(
        PostgresCluster cluster,
        string initdb,
        PartsContext context,
        CancellationToken ct
    )
    {
        var unfinished = $"{cluster.Data}.new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var passwordFile = Path.Combine(cluster.Folder, "password");
        try
        {
            PrivateFile.Write(passwordFile, context.Data.Secret);
            cluster.User?.Own(passwordFile);
            string[] arguments = [$"--pgdata={unfinished}", $"--pwfile={passwordFile}"];
            await RunAsync(cluster, initdb, arguments, context, ct);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        // A data directory of this name is whole: it gets the name last.
        Directory.Move(unfinished, cluster.Data);
    }

    private static async Task RunAsync(
        PostgresCluster cluster,
        string initdb,
        string[] arguments,
        PartsContext context,
        CancellationToken ct
    )
    {
        var command = new PartCommand
        {
            Command = initdb,
            Arguments = [.. arguments, .. Arguments(context.Options.Durable)],
            WorkingDirectory = cluster.Folder,
            Log = context.Data.NewLog("initdb"),
            User = cluster.User,
        };
        await using var run = await SupervisedProcess.StartAsync(context.Node, command, ct);
        var code = await run.WaitForExitAsync(ct);
        if (code != 0)
        {
            throw new PartsException(
                $"PostgreSQL's initdb failed with exit code {code}; {command.Log}:\n"
                    + await File.ReadAllTextAsync(command.Log, ct)
            );
        }
    }

    // One collation for every machine, whatever languages it has installed.
    private static IEnumerable<string> Arguments(bool durable) =>
        [
            $"--username={PostgresPart.UserName}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            .. durable ? [] : (string[])["--no-sync"],
        ];
}
