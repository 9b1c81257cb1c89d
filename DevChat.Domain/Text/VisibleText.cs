using System.Globalization;
using System.Text;

namespace DevChat.Domain.Text;

/// <summary>
/// Checks whether a text has a visible character: a letter, number, punctuation mark, symbol or private-use character.
/// Combining marks, white space, control characters and format characters are not visible on their own.
/// </summary>
/// <remarks>
/// Based on the general categories and Default_Ignorable_Code_Point of the Unicode Character Database 17.0
/// (UnicodeData.txt, DerivedCoreProperties.txt).
/// </remarks>
public static class VisibleText
{
    /// <summary>Characters that are letters or symbols by category, but show nothing.</summary>
    private static readonly HashSet<int> Blank =
    [
        // Hangul fillers, which are ignorable by default: placeholders of a consonant or a vowel.
        0x115F,
        0x1160,
        0x3164,
        0xFFA0,
        // A Braille pattern without dots.
        0x2800,
        // Placeholder of an embedded object.
        0xFFFC,
        // Blank hieroglyphs, and a musical note without a head.
        0x13441,
        0x13442,
        0x1D159,
    ];

    public static bool IsIn(string text) => text.EnumerateRunes().Any(IsVisible);

    private static bool IsVisible(Rune character) =>
        Rune.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Control
            or UnicodeCategory.Format => false,
            UnicodeCategory.OtherNotAssigned => MayBecomeVisible(character.Value),
            _ => !Blank.Contains(character.Value),
        };

    /// <summary>
    /// Accepts code points that are unassigned in this runtime, such as new emoji. Refuses noncharacters and code
    /// points that are reserved for ignorable characters.
    /// </summary>
    private static bool MayBecomeVisible(int unassigned) =>
        unassigned
            is not (
                0x2065
                or (>= 0xFDD0 and <= 0xFDEF)
                or (>= 0xFFF0 and <= 0xFFF8)
                or (>= 0xE0000 and <= 0xE0FFF)
            )
        && (unassigned & 0xFFFE) != 0xFFFE;
}
