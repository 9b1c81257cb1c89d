using System.Text.Json;

namespace DevChat.Faults.Ledgers;

/// <summary>Reads the lines that Clients/run.mjs prints.</summary>
internal static class LedgerReader
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Adds what a line tells.</summary>
    /// <returns>The line.</returns>
    public static JsonElement Read(this Ledger ledger, string text)
    {
        var line = JsonSerializer.Deserialize<JsonElement>(text);
        switch (line.GetProperty("is").GetString())
        {
            case "ready":
                ledger.Rooms.AddRange(As<PlannedRoom[]>(line.GetProperty("rooms")));
                break;
            case "wanted":
                ledger.Wanted.Add(As<WantedMessage>(line));
                break;
            case "asked":
                ledger.Asked.Add(As<Operation>(line));
                break;
            case "acknowledged":
                ledger.Acknowledged.Add(As<Operation>(line));
                break;
            case "ended":
                ledger.Ended.Add(As<EndedRequest>(line));
                break;
            case "held":
                ledger.Held.Add(As<HeldChat>(line));
                break;
            default:
                break;
        }

        return line;
    }

    private static T As<T>(JsonElement line) => line.Deserialize<T>(Lines)!;
}
