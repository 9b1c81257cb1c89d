namespace DevChat.Testing.Files;

/// <summary>The files that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Full path.</summary>
    public static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The C# files of a project that somebody wrote; paths are relative to the repository, with <c>/</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string project) =>
        from file in Directory.EnumerateFiles(
            Path.Combine(Root, project),
            "*.cs",
            SearchOption.AllDirectories
        )
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where
            !path.Split('/').Any(folder => folder is "bin" or "obj")
            && !path.StartsWith("DevChat.Domain/Data/Migrations/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevChat.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
