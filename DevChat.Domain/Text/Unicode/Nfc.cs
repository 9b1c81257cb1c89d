using System.Text;

namespace DevChat.Domain.Text.Unicode;

/// <summary>
/// Normalization Form C (Unicode Standard Annex 15). <c>string.Normalize</c> leaves texts as they are where
/// InvariantGlobalization is on, as it is here, and would else depend on the ICU of the machine.
/// </summary>
public static class Nfc
{
    /// <summary>Below it no character has another form, and none combines.</summary>
    private const char FirstOfInterest = '\u0300';

    public static string Of(string text) =>
        text.AsSpan().ContainsAnyInRange(FirstOfInterest, char.MaxValue)
            ? Text(Compose(InOrder(Decompose(text))))
            : text;

    private static List<int> Decompose(string text)
    {
        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, characters);
        }
        return characters;
    }

    private static void Decompose(int character, List<int> into)
    {
        if ((Hangul.PartsOf(character) ?? CanonicalMappings.PartsOf(character)) is not { } parts)
        {
            into.Add(character);
            return;
        }
        foreach (var part in parts)
        {
            Decompose(part, into);
        }
    }

    /// <summary>Marks that follow one another, by class; those of one class stay as they were.</summary>
    private static List<int> InOrder(List<int> characters)
    {
        var ordered = new List<int>(characters.Count);
        var marks = new List<int>();
        foreach (var character in characters)
        {
            if (CanonicalMappings.ClassOf(character) > 0)
            {
                marks.Add(character);
                continue;
            }
            ordered.AddRange(marks.OrderBy(CanonicalMappings.ClassOf));
            marks.Clear();
            ordered.Add(character);
        }
        ordered.AddRange(marks.OrderBy(CanonicalMappings.ClassOf));
        return ordered;
    }

    private static List<int> Compose(List<int> characters)
    {
        var composed = new List<int>(characters.Count);
        var starter = -1;
        foreach (var character in characters)
        {
            var combiningClass = CanonicalMappings.ClassOf(character);
            if (
                starter >= 0
                && Reaches(composed, starter, combiningClass)
                && WholeOf(composed[starter], character) is { } whole
            )
            {
                composed[starter] = whole;
                continue;
            }
            if (combiningClass == 0)
            {
                starter = composed.Count;
            }
            composed.Add(character);
        }
        return composed;
    }

    /// <summary>Whether no mark of the same or a higher class stands between the starter and what comes next.</summary>
    private static bool Reaches(List<int> composed, int starter, int combiningClass) =>
        starter == composed.Count - 1 || CanonicalMappings.ClassOf(composed[^1]) < combiningClass;

    private static int? WholeOf(int first, int second) =>
        Hangul.WholeOf(first, second) ?? CanonicalMappings.WholeOf(first, second);

    private static string Text(List<int> characters)
    {
        var text = new StringBuilder(characters.Count);
        foreach (var character in characters)
        {
            text.Append(new Rune(character).ToString());
        }
        return text.ToString();
    }
}
