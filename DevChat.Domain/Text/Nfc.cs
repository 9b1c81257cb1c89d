using System.Text;
using ADRaffy.ENSNormalize;

namespace DevChat.Domain.Text;

/// <summary>
/// Normalization Form C (Unicode Standard Annex 15). <c>string.Normalize</c> leaves texts as they are where
/// InvariantGlobalization is on, as it is here, and would otherwise depend on the ICU of the machine.
/// </summary>
public static class Nfc
{
    /// <param name="text">Well-formed Unicode, and short: marks in the wrong order cost the square of their number.</param>
    public static string Of(string text) => Ascii.IsValid(text) ? text : ENSNormalize.NF.NFC(text);
}
