using DevChat.Testing.Files;

namespace DevChat.Tests.Docs;

public sealed class LinkTests
{
    public static TheoryData<string> Pages() => [.. MarkdownPage.All()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_to_a_file_and_a_section_that_are_there(string page) =>
        Assert.All(MarkdownPage.Links(page), link => Assert.True(LeadsSomewhere(page, link), link));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_path_in_the_text_leads_to_a_file_or_folder_that_is_there(string page) =>
        Assert.All(
            MarkdownPage.Paths(page),
            path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path)
        );

    private static bool LeadsSomewhere(string page, string link)
    {
        var parts = link.Split('#');
        var target =
            parts[0].Length == 0
                ? Path.Combine(Repository.Root, page)
                : Path.GetFullPath(
                    Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0])
                );
        return Path.Exists(target)
            && (
                parts.Length == 1
                || MarkdownPage
                    .Anchors(Path.GetRelativePath(Repository.Root, target))
                    .Contains(parts[1])
            );
    }
}
