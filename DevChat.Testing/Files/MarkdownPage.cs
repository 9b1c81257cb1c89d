using System.Text.RegularExpressions;

namespace DevChat.Testing.Files;

/// <summary>A page of the documentation, as GitHub shows it.</summary>
public static partial class MarkdownPage
{
    /// <summary>Paths of all pages, relative to the repository.</summary>
    public static IEnumerable<string> All() =>
        Directory
            .EnumerateFiles(Repository.Root, "*.md")
            .Concat(
                Directory.EnumerateFiles(
                    Path.Combine(Repository.Root, "docs"),
                    "*.md",
                    SearchOption.AllDirectories
                )
            )
            .Select(file => Path.GetRelativePath(Repository.Root, file));

    /// <summary>The names of the page's sections: the part of a link after <c>#</c>.</summary>
    public static IReadOnlyCollection<string> Anchors(string path) =>
        [
            .. Heading()
                .Matches(WithoutCode(path))
                .Select(heading => Anchor(heading.Groups["text"].Value)),
        ];

    /// <summary>Targets of the links that lead to this repository.</summary>
    public static IReadOnlyList<string> Links(string path) =>
        [
            .. Link()
                .Matches(WithoutCode(path))
                .Select(link => link.Groups["target"].Value)
                .Where(target => !target.Contains("://", StringComparison.Ordinal)),
        ];

    /// <summary>Paths of this repository in code spans, each up to its first placeholder or wildcard.</summary>
    public static IReadOnlyList<string> Paths(string path) =>
        [.. PathSpan().Matches(WithoutCode(path)).Select(span => span.Groups["path"].Value)];

    private static string WithoutCode(string path) => Fence().Replace(Repository.Read(path), "");

    private static string Anchor(string heading) =>
        NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(DevChat\.[\w.]+|docs|infra|\.github|\.ci)/[\w./-]*)")]
    private static partial Regex PathSpan();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
