using System.Security.Cryptography;
using System.Text;
using DevChat.Domain.Users;

namespace DevChat.LocalHost.Parts;

/// <summary>Where PostgreSQL's files are, and whose they are.</summary>
/// <param name="Folder">Full path; belongs to <paramref name="User"/> and is closed to others.</param>
/// <param name="User">Whom PostgreSQL runs as; null: the user of LocalHost.</param>
internal sealed record PostgresCluster(string Folder, UnprivilegedUser? User)
{
    private const int NameLength = 16;
    private const string RootsPlace = "/var/lib/devchat";

    /// <summary>PostgreSQL's own data directory.</summary>
    public string Data => Path.Combine(Folder, "data");

    public bool Exists => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>Finds the place for a data directory's cluster and makes the folder.</summary>
    public static PostgresCluster Locate(PartsContext context)
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

    /// <summary>Deals with a cluster whose password was deleted with the data directory's secret.</summary>
    /// <exception cref="PartsException">It may still be wanted.</exception>
    public void RefuseOrForget(DataDirectory data)
    {
        if (Folder == data.At("postgres"))
        {
            throw new PartsException(
                $"The password of the database in {Folder} is lost ({data.At("secret")} was deleted): "
                    + "delete that folder to begin with an empty database."
            );
        }

        // It only outlived its data directory, which was deleted, because it lies elsewhere.
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
