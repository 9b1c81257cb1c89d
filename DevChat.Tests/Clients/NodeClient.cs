using System.Text.Json;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Clients;

/// <summary>chat.mjs with its npm packages.</summary>
internal static class NodeClient
{
    /// <summary>Has two new users chat with the app at <paramref name="address"/>.</summary>
    /// <param name="address">Where the app listens.</param>
    /// <param name="transport">As SignalR names it.</param>
    public static async Task<JsonElement> ChatAsync(Uri address, string transport)
    {
        var run = await new NodeFolder("Clients").RunAsync(
            "chat.mjs",
            address.ToString(),
            transport
        );
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonElement.Parse(run.Output);
    }
}
