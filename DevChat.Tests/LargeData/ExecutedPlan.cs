using System.Text.Json;

namespace DevChat.Tests.LargeData;

/// <summary>A statement that PostgreSQL executed, and how.</summary>
/// <param name="Scans">The reads of tables and indexes.</param>
public sealed record ExecutedPlan(string Statement, IReadOnlyList<Scan> Scans)
{
    /// <summary>Parses what the module <c>auto_explain</c> writes.</summary>
    public static ExecutedPlan Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new ExecutedPlan(
            root.GetProperty("Query Text").GetString()!,
            [.. Nodes(root.GetProperty("Plan")).Where(Scan.IsExecuted).Select(Scan.Of)]
        );
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var children)
            ? children.EnumerateArray().SelectMany(Nodes).Prepend(node)
            : [node];
}

/// <summary>One node of a plan that reads a table or an index.</summary>
/// <param name="Rows">Rows that it read, also those that did not match.</param>
public sealed record Scan(string Kind, string? Table, string? Index, double Rows)
{
    /// <summary>False also for a scan in the plan that was never begun, because the other side of its join was empty.</summary>
    internal static bool IsExecuted(JsonElement node) =>
        (node.TryGetProperty("Relation Name", out _) || node.TryGetProperty("Index Name", out _))
        && Number(node, "Actual Loops") > 0;

    /// <summary>PostgreSQL counts rows per execution of a node.</summary>
    internal static Scan Of(JsonElement node) =>
        new(
            node.GetProperty("Node Type").GetString()!,
            Text(node, "Relation Name"),
            Text(node, "Index Name"),
            (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter"))
                * Number(node, "Actual Loops")
        );

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static double Number(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetDouble() : 0;
}
