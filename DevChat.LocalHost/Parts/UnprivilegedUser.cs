namespace DevChat.LocalHost.Parts;

/// <summary>Whom PostgreSQL runs as when LocalHost runs as root, which PostgreSQL refuses.</summary>
internal sealed record UnprivilegedUser(string Name, int UserId, int GroupId)
{
    private const int Nobody = 65534;

    /// <summary>Null when this process is not root and so can run PostgreSQL itself.</summary>
    public static UnprivilegedUser? ForThisProcess() =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? null : Find();

    /// <summary>Gives a file or folder to this user.</summary>
    /// <exception cref="PartsException">The file system knows no owners.</exception>
    public void Own(string path)
    {
        if (Libc.ChangeOwner(path, UserId, GroupId) != 0)
        {
            throw new PartsException(
                $"{path} cannot be given to the user {Name}, whom PostgreSQL needs because it refuses to run as root: "
                    + "choose a data directory on a file system with Unix owners, or run as an ordinary user."
            );
        }
    }

    private static UnprivilegedUser Find()
    {
        var accounts = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3)
            .ToLookup(fields => fields[0]);
        var account = accounts["postgres"].Concat(accounts["nobody"]).FirstOrDefault();
        return account is null
            ? new UnprivilegedUser("nobody", Nobody, Nobody)
            : new UnprivilegedUser(account[0], Number(account[2]), Number(account[3]));
    }

    private static int Number(string field) =>
        int.Parse(field, System.Globalization.CultureInfo.InvariantCulture);
}
