using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DevChat.Tests.Realtime;

/// <summary>
/// What becomes of a call's arguments between the SignalR service and a function on the real host: its SignalR extension
/// reads them with Newtonsoft.Json, which takes text for a date where it can, and writes them again for the worker.
/// </summary>
internal static class ExtensionArguments
{
    public static object[] Of(object argument)
    {
        var frame = System.Text.Json.JsonSerializer.Serialize(
            new { type = 1, arguments = new[] { argument } }
        );
        using var reader = new JsonTextReader(new StringReader(frame));
        var read = JObject.Load(reader)["arguments"]!.ToObject<object[]>();
        return
        [
            .. JsonElement
                .Parse(JsonConvert.SerializeObject(read))
                .EnumerateArray()
                .Select(element => (object)element.Clone()),
        ];
    }
}
