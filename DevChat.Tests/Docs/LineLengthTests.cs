using DevChat.Testing.Files;

namespace DevChat.Tests.Docs;

public sealed class LineLengthTests
{
    private const int MaxLength = 140;

    public static TheoryData<string> Pages() => [.. MarkdownPage.All()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_line_of_a_page_has_at_most_140_characters(string page) =>
        Assert.DoesNotContain(
            Repository.Read(page).ReplaceLineEndings("\n").Split('\n'),
            line => line.Length > MaxLength && !IsAddress(line)
        );

    /// <summary>An address cannot be wrapped.</summary>
    private static bool IsAddress(string line) =>
        Uri.TryCreate(line.Trim(), UriKind.Absolute, out _);
}
