using System.Text;
using DevChat.Domain.Text;

namespace DevChat.Testing;

/// <summary>Characters to try a rule with.</summary>
public static class UnicodeCharacters
{
    /// <summary>Every character that a text can have, but U+0000.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Select(char.ConvertFromUtf32),
    ];

    /// <summary>Those of the Basic Multilingual Plane, which are all that an email address may have.</summary>
    public static IEnumerable<string> Basic => All.Where(character => character.Length == 1);

    /// <summary>Whether a mark can change the character or be a part of it.</summary>
    public static bool HasOtherForms(string character) =>
        Nfc.Of(character + "\u0301") != character + "\u0301"
        || Nfc.Of("A" + character) != "A" + character
        || Nfc.Of(character) != character;

    /// <summary>As U+00C0 U+0301.</summary>
    public static string Written(string text) =>
        string.Join(' ', text.EnumerateRunes().Select(rune => $"U+{rune.Value:X4}"));
}
