using System.Text.Json;
using System.Text.RegularExpressions;
using DevChat.Testing.Contract;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Observability;

/// <summary>A dashboard of infra/observability/grafana/dashboards.</summary>
internal sealed partial class Dashboard(string name, JsonElement json)
{
    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "infra",
        "observability",
        "grafana",
        "dashboards"
    );

    public static IReadOnlyList<Dashboard> All { get; } =
    [
        .. Directory
            .EnumerateFiles(Folder, "*.json")
            .Select(file => new Dashboard(
                Path.GetFileName(file),
                JsonDocument.Parse(File.ReadAllText(file)).RootElement
            )),
    ];

    public string Uid => json.Text("uid")!;

    /// <summary>All panels, the headings of rows among them.</summary>
    public IReadOnlyList<JsonElement> Panels => [.. json.Items("panels")];

    /// <summary>The panels that show something.</summary>
    public IEnumerable<JsonElement> Shown => Panels.Where(panel => panel.Text("type") != "row");

    /// <summary>The uids of all data sources that anything in it refers to.</summary>
    public IEnumerable<string> DataSources =>
        DataSource().Matches(json.GetRawText()).Select(match => match.Groups["uid"].Value);

    /// <summary>Everything that it asks of Prometheus, with the variables that Grafana would fill in.</summary>
    public IEnumerable<string> Expressions =>
        Shown
            .SelectMany(panel => panel.Items("targets").Select(target => target.Text("expr")!))
            .Concat(
                json.GetProperty("templating")
                    .Items("list")
                    .Select(variable =>
                        LabelValues().Match(variable.Text("definition")!).Groups["series"].Value
                    )
            )
            .Concat(
                json.GetProperty("annotations").Items("list").Select(shown => shown.Text("expr")!)
            )
            .Select(Fill)
            .Distinct();

    public override string ToString() => name;

    private static string Fill(string expression) =>
        expression
            .Replace("$__rate_interval", "10m", StringComparison.Ordinal)
            .Replace("$instance", ".*", StringComparison.Ordinal);

    [GeneratedRegex(
        """
            "datasource":\s*\{[^}]*"uid":\s*"(?<uid>[^"]*)"
            """
    )]
    private static partial Regex DataSource();

    [GeneratedRegex(@"^label_values\((?<series>.*), \w+\)$")]
    private static partial Regex LabelValues();
}
