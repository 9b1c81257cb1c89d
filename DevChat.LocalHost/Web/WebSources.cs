using System.Security.Cryptography;
using System.Text;

namespace DevChat.LocalHost.Web;

/// <summary>The sources of the web app: the folder <c>web</c> of this repository.</summary>
/// <param name="Folder">The full path.</param>
internal sealed record WebSources(string Folder)
{
    /// <summary>What the build makes, and what is installed for it.</summary>
    private static readonly HashSet<string> NotSources = ["dist", "node_modules", "test"];

    private static readonly HashSet<string> Kinds =
    [
        ".css",
        ".html",
        ".json",
        ".png",
        ".svg",
        ".ts",
        ".tsx",
        ".webmanifest",
        ".woff2",
    ];

    /// <summary>The sources in a folder or in one above it. Null if there are none.</summary>
    public static WebSources? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var web = Path.Combine(at.FullName, "web");
            if (File.Exists(Path.Combine(web, "app", "package.json")))
            {
                return new WebSources(web);
            }
        }

        return null;
    }

    /// <summary>A hash that changes when any source changes.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var file in Files(new DirectoryInfo(Folder))
                .OrderBy(file => file.FullName, StringComparer.Ordinal)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Folder, file.FullName)));
            hash.AppendData(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Where(file => Kinds.Contains(file.Extension))
            .Concat(
                folder
                    .EnumerateDirectories()
                    .Where(it => !NotSources.Contains(it.Name))
                    .SelectMany(Files)
            );
}
