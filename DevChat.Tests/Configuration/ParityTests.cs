using System.Text.RegularExpressions;
using DevChat.Tests.Architecture;

namespace DevChat.Tests.Configuration;

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
        .. from type in typeof(ParityTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0
        select $"{type.Name}.{method.Name}",
    ];

    private static bool IsHeading(string line) =>
        line.StartsWith("| the document", StringComparison.Ordinal)
        || line.StartsWith("|---", StringComparison.Ordinal);

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TestName();
}
