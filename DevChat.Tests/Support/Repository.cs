namespace DevChat.Tests.Support;

/// <summary>The sources that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Full path of its root.</summary>
    public static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory)).FullName;

    private static DirectoryInfo Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "DevChat.sln"))
            ? folder
            : Find(
                folder.Parent
                    ?? throw new InvalidOperationException("The tests run outside the repository.")
            );
}
