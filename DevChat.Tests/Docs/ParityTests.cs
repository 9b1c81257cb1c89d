using System.Text.RegularExpressions;
using DevChat.Testing.Files;

namespace DevChat.Tests.Docs;

/// <summary>Every row of docs/parity.md names a test that is there.</summary>
public sealed partial class ParityTests
{
    public static TheoryData<string> Rows() =>
        [
            .. Repository
                .Read("docs/parity.md")
                .Split('\n')
                .Where(line => line.StartsWith('|') && !IsHeading(line)),
        ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_names_a_test(string row)
    {
        var named = TestName().Matches(row.Split('|')[^2]);

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name.Groups[1].Value, Tests));
    }

    private static readonly HashSet<string> Tests =
    [
        .. from project in (string[])["DevChat.Tests", "DevChat.Operations.Tests"]
        from file in Repository.Sources(project)
        let name = Path.GetFileNameWithoutExtension(file.Path)
        from test in Test().Matches(file.Text)
        select $"{name}.{test.Groups["name"].Value}",
    ];

    private static bool IsHeading(string line) =>
        line.StartsWith("| the document", StringComparison.Ordinal)
        || line.StartsWith("|---", StringComparison.Ordinal);

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TestName();

    /// <summary>A method after its attributes, the first of which says that it is a test.</summary>
    [GeneratedRegex(
        @"^    \[(Fact|Theory)\b.*\n(    (\[.*|[ )].*)\n)*    public (static )?(async )?[\w<>]+ (?<name>\w+)\(",
        RegexOptions.Multiline
    )]
    private static partial Regex Test();
}
