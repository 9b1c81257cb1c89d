using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Runtime;

/// <summary>
/// JSON of queue messages, SignalR arguments and replies. Property names are unchanged, as in the Azure worker.
/// </summary>
internal static class FunctionJson
{
    public static JsonSerializerOptions Of(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;

    public static void Configure(JsonSerializerOptions options) =>
        options.PropertyNameCaseInsensitive = true;
}
