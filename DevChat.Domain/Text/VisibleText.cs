using System.Globalization;
using System.Text;

namespace DevChat.Domain.Text;

/// <summary>
/// Whether there is something to see in a text: a letter, number, punctuation mark, symbol or private character. Marks,
/// white space, control and format characters only add to what others show.
/// </summary>
/// <remarks>
/// After the general categories and Default_Ignorable_Code_Point of the Unicode Character Database 17.0
/// (UnicodeData.txt, DerivedCoreProperties.txt).
/// </remarks>
public static class VisibleText
{
    /// <summary>Letters and symbols by category that show nothing.</summary>
    private static readonly HashSet<int> Blank =
    [
        // Hangul fillers, which are ignorable by default: in place of a consonant or a vowel.
        0x115F,
        0x1160,
        0x3164,
        0xFFA0,
        // A Braille pattern without dots.
        0x2800,
        // Stands for an object that a text does not carry.
        0xFFFC,
        // Blank hieroglyphs, and a note without a head.
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

    /// <summary>What is younger than this runtime, such as next year's emoji, is not refused; noncharacters and what is reserved for ignorable characters is.</summary>
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
