using DevChat.Domain.Text;
using DevChat.Domain.Users;
using DevChat.Testing;

namespace DevChat.Tests.Accounts;

public sealed class EmailKeyTests
{
    private static readonly string[] Marks = ["", "\u0300", "\u0301", "\u0307", "\u0323\u0307"];

    [Theory]
    [InlineData("Ada@Example.TEST", "ada@example.test")]
    [InlineData("\u0130pek@example.test", "\u0130pek@example.test")]
    [InlineData("I\u0307pek@example.test", "\u0130pek@example.test")]
    [InlineData("\u0131@example.test", "\u0131@example.test")]
    [InlineData("\u212Aate@example.test", "kate@example.test")]
    [InlineData("\u212Bsa@example.test", "\u00E5sa@example.test")]
    [InlineData("STRA\u1E9EE@example.test", "stra\u00DFe@example.test")]
    [InlineData("\u039F\u0394\u039F\u03A3@example.test", "\u03BF\u03B4\u03BF\u03C3@example.test")]
    [InlineData("\u03BF\u03B4\u03BF\u03C2@example.test", "\u03BF\u03B4\u03BF\u03C2@example.test")]
    [InlineData("ANDRE\u0301@example.test", "andr\u00E9@example.test")]
    [InlineData("Q\u0307\u0323@example.test", "q\u0323\u0307@example.test")]
    public void An_address_is_folded_in_one_way(string typed, string key) =>
        Assert.Equal(key, EmailKey.Of(typed));

    [Fact]
    public void Folding_again_changes_nothing() =>
        AssertForAll(text => EmailKey.Of(EmailKey.Of(text)) == EmailKey.Of(text));

    [Fact]
    public void A_key_is_normalized_and_has_no_letter_with_a_lower_case() =>
        AssertForAll(text =>
            EmailKey.Of(text) is var key && Nfc.Of(key) == key && Lower(key) == key
        );

    [Fact]
    public void The_normal_form_of_an_address_makes_no_other_key() =>
        AssertForAll(text => EmailKey.Of(Nfc.Of(text)) == EmailKey.Of(text));

    /// <summary>But for İ, whose lower case would be two characters: it stays what it is.</summary>
    [Fact]
    public void The_case_of_an_address_makes_no_other_key() =>
        AssertForAll(text =>
            Nfc.Of(text).StartsWith('\u0130') || EmailKey.Of(Lower(text)) == EmailKey.Of(text)
        );

    private static void AssertForAll(Predicate<string> holds) =>
        Assert.DoesNotContain(Texts(), text => !holds(text));

    private static string Lower(string text) => text.ToLowerInvariant();

    private static IEnumerable<string> Texts() =>
        from character in UnicodeCharacters.Basic
        from marks in Marks
        select character + marks;
}
