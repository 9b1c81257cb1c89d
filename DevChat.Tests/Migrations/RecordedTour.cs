using System.Text.Encodings.Web;
using System.Text.Json;
using DevChat.Tests.Architecture;

namespace DevChat.Tests.Migrations;

/// <summary>
/// The statements of one version on a tour, in a file named after the newest migration it knows. A number behind the name
/// tells apart versions that know the same migrations.
/// </summary>
internal sealed record RecordedTour(string Name, IReadOnlyList<RecordedStatement> Statements)
{
    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "DevChat.Tests",
        "Migrations",
        "Released"
    );

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // For people to read, and shown on no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<RecordedTour> All =>
        Directory
            .EnumerateFiles(Folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file))!);

    public IReadOnlySet<string> Texts => Statements.Select(one => one.Sql).ToHashSet();

    /// <summary>Null when there is none.</summary>
    public static RecordedTour? Read(string name) =>
        File.Exists(FileOf(name))
            ? new(
                name,
                JsonSerializer.Deserialize<List<RecordedStatement>>(
                    File.ReadAllText(FileOf(name)),
                    Json
                )!
            )
            : null;

    /// <summary>
    /// Takes the place of the version before, which is kept under the next free number if it ran a statement that this one
    /// does not: it may still be running somewhere.
    /// </summary>
    public void Write()
    {
        if (Read(Name) is { } before && !before.Texts.IsSubsetOf(Texts))
        {
            File.Move(FileOf(Name), FileOf(NextFree()));
        }
        File.WriteAllText(FileOf(Name), JsonSerializer.Serialize(Statements, Json) + "\n");
    }

    private string NextFree() =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(number => $"{Name}.{number}")
            .First(name => !File.Exists(FileOf(name)));

    private static string FileOf(string name) => Path.Combine(Folder, $"{name}.json");
}
