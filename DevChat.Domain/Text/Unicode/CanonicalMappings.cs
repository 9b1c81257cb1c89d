using System.Globalization;

namespace DevChat.Domain.Text.Unicode;

/// <summary>What the Unicode Character Database says of canonical equivalence, but for Hangul syllables.</summary>
internal static class CanonicalMappings
{
    private static readonly Dictionary<int, int[]> Parts = [];
    private static readonly Dictionary<(int First, int Second), int> Wholes = [];
    private static readonly Dictionary<int, int> Classes = [];

    static CanonicalMappings()
    {
        foreach (var line in Lines("decompositions.txt"))
        {
            Decomposition(line.Split(' '));
        }
        foreach (var line in Lines("combining-classes.txt"))
        {
            CombiningClass(line.Split('-', ' '));
        }
    }

    /// <summary>What a character is put together from; they may have parts themselves. Null: from nothing.</summary>
    public static int[]? PartsOf(int character) => Parts.GetValueOrDefault(character);

    /// <summary>The character that the two make; null: they stay apart.</summary>
    public static int? WholeOf(int first, int second) =>
        Wholes.TryGetValue((first, second), out var whole) ? whole : null;

    /// <summary>0 for whatever is no mark, and for marks that keep their place.</summary>
    public static int ClassOf(int character) => Classes.GetValueOrDefault(character);

    private static void Decomposition(string[] fields)
    {
        var (character, parts) = (Number(fields[0]), fields[2..].Select(Number).ToArray());
        Parts.Add(character, parts);
        if (fields[1] == "=")
        {
            Wholes.Add((parts[0], parts[1]), character);
        }
    }

    private static void CombiningClass(string[] fields)
    {
        var combiningClass = int.Parse(fields[^1], CultureInfo.InvariantCulture);
        for (var character = Number(fields[0]); character <= Number(fields[^2]); character++)
        {
            Classes.Add(character, combiningClass);
        }
    }

    private static int Number(string hexadecimal) =>
        int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string file)
    {
        using var stream =
            typeof(CanonicalMappings).Assembly.GetManifestResourceStream($"unicode/{file}")
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
