using System.Text;
using ADRaffy.ENSNormalize;

namespace DevChat.Domain.Text;

/// <summary>
/// Normalization Form C (Unicode Standard Annex 15). <c>string.Normalize</c> does nothing with InvariantGlobalization,
/// which this project uses. Without it, the result would depend on the ICU version of the machine.
/// </summary>
public static class Nfc
{
    /// <param name="text">Well-formed Unicode. It must be short: many combining marks in the wrong order cost quadratic time.</param>
    public static string Of(string text) => Ascii.IsValid(text) ? text : ENSNormalize.NF.NFC(text);
}
