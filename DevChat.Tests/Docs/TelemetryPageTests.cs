using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using DevChat.Domain.Telemetry;
using DevChat.Testing.Apps;
using DevChat.Testing.Files;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Docs;

public sealed partial class TelemetryPageTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private static readonly string Page = Repository.Read("docs/telemetry.md");

    [Fact]
    public void The_table_of_metrics_has_what_the_chat_registers_in_the_same_units() =>
        Assert.Equal(
            Registered().Order(StringComparer.Ordinal),
            MetricRow().Matches(Page).Select(row => row.Groups["metric"].Value)
        );

    [Fact]
    public void The_table_of_alerts_has_the_alerts_that_there_are() =>
        Assert.Equal(
            AlertRule()
                .Matches(Repository.Read("infra/observability/prometheus/rules/alerts.yml"))
                .Select(rule => rule.Groups["name"].Value),
            AlertRow()
                .Matches(Page[Page.IndexOf("## Alerts", StringComparison.Ordinal)..])
                .Select(row => row.Groups["name"].Value)
        );

    /// <summary>As they stand in the table: name, kind and unit.</summary>
    private List<string> Registered()
    {
        var registered = new List<string>();
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == ChatMeter.Name && instrument.Meter.Scope == meters)
            {
                registered.Add($"`{instrument.Name}` | {KindOf(instrument)} | `{instrument.Unit}`");
            }
        };
        foreach (var metrics in MetricClasses())
        {
            app.Services.GetRequiredService(metrics);
        }

        listener.Start();
        return registered;
    }

    /// <summary>An instrument is registered when its class is made.</summary>
    private static IEnumerable<Type> MetricClasses() =>
        new[] { typeof(ChatMeter), typeof(DevChat.Host.ChatHost) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type =>
                type.GetConstructors()
                    .SelectMany(made => made.GetParameters())
                    .Any(parameter => parameter.ParameterType == typeof(IMeterFactory))
            );

    private static string KindOf(Instrument instrument) =>
        instrument.GetType().Name.Split('`')[0] switch
        {
            "Counter" => "counter",
            "Histogram" => "histogram",
            "ObservableGauge" => "gauge",
            var other => other,
        };

    [GeneratedRegex(
        @"^\| (?<metric>`devchat\.[a-z_.]+` \| [a-z]+ \| `[^`]+`) \|",
        RegexOptions.Multiline
    )]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex AlertRule();

    [GeneratedRegex(@"^\| `(?<name>[A-Z][A-Za-z]+)` \| ", RegexOptions.Multiline)]
    private static partial Regex AlertRow();
}
