using System.Text.RegularExpressions;
using DevChat.Testing.Files;

namespace DevChat.Tests.Architecture;

/// <summary>Rules that a compiled assembly no longer shows.</summary>
public sealed partial class SourceTests
{
    public static TheoryData<string> Projects =>
        new("DevChat.Domain", "DevChat.Functions", "DevChat.Host", "DevChat.LocalHost");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Clocks_and_ids_can_be_set_by_a_test(string project)
    {
        var offenders = Repository.Sources(project).Where(file => Unsettable().IsMatch(file.Text));

        Assert.Empty(offenders.Select(file => file.Path));
    }

    /// <summary>A token with a meaning of its own has the name of that meaning: <c>stopping</c>, <c>held</c>.</summary>
    [Theory]
    [InlineData("DevChat.Domain")]
    [InlineData("DevChat.Functions")]
    [InlineData("DevChat.Host")]
    [InlineData("DevChat.LocalHost")]
    [InlineData("DevChat.Testing")]
    [InlineData("DevChat.Tests")]
    [InlineData("DevChat.Operations.Tests")]
    public void Tokens_and_clocks_have_one_name(string project)
    {
        var offenders = Repository
            .Sources(project)
            .SelectMany(file => OtherName().Matches(file.Text).Select(match => (file.Path, match)));

        Assert.Empty(offenders.Select(found => $"{found.Path}: {found.match.Value}"));
    }

    [Fact]
    public void Stand_ins_exist_for_the_SignalR_extension_only()
    {
        var declaring = Projects
            .Select(project => project.Data)
            .Append("DevChat.Tests.FunctionApp")
            .SelectMany(Repository.Sources)
            .Where(file => AzureNamespace().IsMatch(file.Text))
            .Select(file => file.Path)
            .ToList();

        Assert.NotEmpty(declaring);
        Assert.All(declaring, path => Assert.Matches(StandIn(), path));
    }

    [GeneratedRegex(@"\b(DateTime(Offset)?\s*\.\s*(Utc)?Now|Guid\s*\.\s*NewGuid)\b")]
    private static partial Regex Unsettable();

    [GeneratedRegex(
        @"\bCancellationToken\??\s+(ct|token|cancel|cancellation)\b|\bTimeProvider\??\s+_?time\b"
    )]
    private static partial Regex OtherName();

    [GeneratedRegex(@"^\s*namespace\s+Microsoft\.Azure\.", RegexOptions.Multiline)]
    private static partial Regex AzureNamespace();

    [GeneratedRegex(
        @"^DevChat\.(Host/SignalRExtension/SignalR\w+|Tests\.FunctionApp/Management/\w+)\.cs$"
    )]
    private static partial Regex StandIn();
}
