using System.Text.Encodings.Web;
using System.Text.Json;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>
/// A folder of recorded tours, a file each, named after the newest migration that the version knows. A number behind the name
/// tells apart versions that know the same migrations.
/// </summary>
internal sealed class RecordedTours(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // For people to read, and shown on no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Of the versions that may be running, this one included.</summary>
    public static readonly RecordedTours Released = new(
        Path.Combine(Repository.Root, "DevChat.Operations.Tests", "Migrations", "Released")
    );

    public IEnumerable<string> Names =>
        Directory
            .EnumerateFiles(folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    /// <summary>Without statements when there is none of that name.</summary>
    public RecordedTour Read(string name) =>
        new(
            name,
            File.Exists(FileOf(name))
                ? JsonSerializer.Deserialize<List<RecordedStatement>>(
                    File.ReadAllText(FileOf(name)),
                    Json
                )!
                : []
        );

    /// <summary>
    /// Takes the place of the tour of that name, which is kept under the next free number if it has a statement that this one
    /// has not: the version that runs it may still be running somewhere.
    /// </summary>
    public void Write(RecordedTour tour)
    {
        if (!Read(tour.Name).Texts.IsSubsetOf(tour.Texts))
        {
            File.Move(FileOf(tour.Name), FileOf(NextFree(tour.Name)));
        }

        File.WriteAllText(
            FileOf(tour.Name),
            JsonSerializer.Serialize(tour.Statements, Json) + "\n"
        );
    }

    private string NextFree(string name) =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(number => $"{name}.{number}")
            .First(numbered => !File.Exists(FileOf(numbered)));

    private string FileOf(string name) => Path.Combine(folder, $"{name}.json");
}
