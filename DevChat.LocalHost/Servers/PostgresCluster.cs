using System.Security.Cryptography;
using System.Text;

namespace DevChat.LocalHost.Servers;

/// <summary>The folder of PostgreSQL's files, and its owner.</summary>
/// <param name="Folder">Full path; belongs to <paramref name="User"/> and is closed to others.</param>
/// <param name="User">The user that PostgreSQL runs as. Null means the user of LocalHost.</param>
internal sealed record PostgresCluster(string Folder, UnprivilegedUser? User)
{
    private const int NameLength = 16;
    private const string RootsPlace = "/var/lib/devchat";

    /// <summary>PostgreSQL's own data directory.</summary>
    public string Data => Path.Combine(Folder, "data");

    public bool Exists => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>Finds the folder of a data directory's cluster and creates it.</summary>
    public static PostgresCluster Locate(ServerContext context)
    {
        var user = UnprivilegedUser.ForThisProcess();
        var path = context.Data.Path;
        var cluster = new PostgresCluster(context.Data.At("postgres"), user);
        if (user is not null && !UnixAccess.IsReachable(path))
        {
            cluster = new PostgresCluster(MakeElsewhere(path), user);
            context.Progress(
                $"PostgreSQL runs as {user.Name}, who cannot reach {path}: its data is in {cluster.Folder}"
            );
        }

        cluster.MakeFolder();
        return cluster;
    }

    /// <summary>
    /// If the password was deleted: throws for a cluster in the data directory, and deletes a cluster in another place.
    /// </summary>
    /// <exception cref="ServerStartException">The cluster lies in the data directory: its data may still be wanted.</exception>
    public void RefuseOrForget(DataDirectory data)
    {
        if (Folder == data.At("postgres"))
        {
            throw new ServerStartException(
                $"The password of the database in {Folder} is lost ({data.At("secret")} was deleted): "
                    + "delete that folder to begin with an empty database."
            );
        }

        // Its data directory was deleted, but the cluster was not, because it is in another place.
        Directory.Delete(Data, recursive: true);
    }

    private static string MakeElsewhere(string path)
    {
        Directory.CreateDirectory(RootsPlace);
        UnixAccess.Open(RootsPlace);
        var name = SHA256.HashData(Encoding.UTF8.GetBytes(path));
        return Path.Combine(RootsPlace, Convert.ToHexStringLower(name)[..NameLength]);
    }

    private void MakeFolder()
    {
        Directory.CreateDirectory(Folder);
        UnixAccess.Close(Folder);
        User?.Own(Folder);
    }
}

/// <summary>Makes an empty PostgreSQL data directory.</summary>
internal static class InitDb
{
    /// <summary>Initialises the data directory of <paramref name="cluster"/> completely or not at all.</summary>
    /// <exception cref="ServerStartException">It failed; the message ends with its output.</exception>
    public static async Task RunAsync(
        PostgresCluster cluster,
        NodePackages packages,
        ServerContext context,
        CancellationToken cancellationToken
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
            await RunAsync(cluster, packages, arguments, context, cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        // Renamed at the end, so that a data directory of this name is complete.
        Directory.Move(unfinished, cluster.Data);
    }

    private static async Task RunAsync(
        PostgresCluster cluster,
        NodePackages packages,
        string[] arguments,
        ServerContext context,
        CancellationToken cancellationToken
    )
    {
        var command = new SupervisedCommand
        {
            Command = packages.Postgres("initdb"),
            Arguments = [.. arguments, .. Arguments(context.Options.Durable)],
            WorkingDirectory = cluster.Folder,
            Log = context.Data.NewLog("initdb"),
            User = cluster.User,
        };
        await using var run = await SupervisedProcess.StartAsync(
            packages.Node,
            command,
            cancellationToken
        );
        var code = await run.WaitForExitAsync(cancellationToken);
        if (code != 0)
        {
            throw new ServerStartException(
                $"PostgreSQL's initdb failed with exit code {code}; {command.Log}:\n"
                    + await File.ReadAllTextAsync(command.Log, cancellationToken)
            );
        }
    }

    // One collation for every machine, whatever languages it has installed.
    private static IEnumerable<string> Arguments(bool durable) =>
        [
            $"--username={PostgresServer.UserName}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            .. durable ? [] : (string[])["--no-sync"],
        ];
}

/// <summary>The file in which PostgreSQL stores the process that uses, or used, a data directory.</summary>
/// <param name="Data">Full path of PostgreSQL's own data directory.</param>
internal sealed record Postmaster(string Data)
{
    // The first and third lines of the file: process id; start time in seconds since 1970.
    private const int IdLine = 0;
    private const int StartedLine = 2;

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Stops the server that an earlier run has left running, if there is one.</summary>
    public async Task EndAsync(
        int stopSignal,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (Read() is not { } process)
        {
            return;
        }

        await new ProcessRecord(null, process).EndAsync(stopSignal, clock, cancellationToken);
        ForgetId();
    }

    private ProcessMark? Read()
    {
        var lines = File.Exists(PidFile) ? File.ReadAllLines(PidFile) : [];
        return
            lines.Length > StartedLine
            && int.TryParse(lines[IdLine], out var id)
            && long.TryParse(lines[StartedLine], out var seconds)
            ? new ProcessMark(id, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    // Otherwise the next server mistakes another process with that id for the dead server. The rest of the
    // file stays: PostgreSQL needs it to see whether children of the dead server still run.
    private void ForgetId()
    {
        if (!File.Exists(PidFile))
        {
            return;
        }

        var lines = File.ReadAllLines(PidFile);
        lines[IdLine] = $"{int.MaxValue}";
        File.WriteAllText(PidFile, string.Join('\n', lines) + "\n");
    }
}
