using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>A copy of the templates that a test may write to.</summary>
internal sealed class InfraFolder : IDisposable
{
    public static readonly string Original = System.IO.Path.Combine(Repository.Root, "infra");

    public string Path { get; } = Directory.CreateTempSubdirectory("devchat-infra-").FullName;

    public InfraFolder()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "modules"));
        foreach (var file in Templates().Append("bicepconfig.json"))
        {
            File.Copy(System.IO.Path.Combine(Original, file), System.IO.Path.Combine(Path, file));
        }
    }

    /// <summary>Templates and parameter files, as paths below infra.</summary>
    public static IEnumerable<string> Templates() =>
        from pattern in (string[])["*.bicep", "*.bicepparam"]
        from file in Directory.EnumerateFiles(Original, pattern, SearchOption.AllDirectories)
        select System.IO.Path.GetRelativePath(Original, file);

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public void Write(string file, string text) =>
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
