namespace DevChat.Domain.Text.Unicode;

/// <summary>Hangul syllables, which are put together by arithmetic (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;

    /// <summary>Stands for no trailing consonant; those that there are follow it.</summary>
    private const int NoTrail = 0x11A7;

    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int Syllables = Leads * Vowels * Trails;

    /// <summary>A syllable's parts: what comes before its last letter, and that letter. Null: it is no syllable.</summary>
    public static int[]? PartsOf(int character)
    {
        var index = character - FirstSyllable;
        if (index is < 0 or >= Syllables)
        {
            return null;
        }
        return index % Trails is var trail and > 0
            ? [character - trail, NoTrail + trail]
            : [FirstLead + (index / Trails / Vowels), FirstVowel + (index / Trails % Vowels)];
    }

    /// <summary>The syllable that the two make; null: none.</summary>
    public static int? WholeOf(int first, int second)
    {
        var (lead, vowel) = (first - FirstLead, second - FirstVowel);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return FirstSyllable + (((lead * Vowels) + vowel) * Trails);
        }
        var (index, trail) = (first - FirstSyllable, second - NoTrail);
        return index is >= 0 and < Syllables && index % Trails == 0 && trail is > 0 and < Trails
            ? first + trail
            : null;
    }
}
