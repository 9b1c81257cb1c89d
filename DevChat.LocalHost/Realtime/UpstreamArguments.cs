using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.LocalHost.Realtime;

/// <summary>Arguments of a client's message, as they were parsed for <see cref="AnyTargetBinder"/>.</summary>
internal static class UpstreamArguments
{
    public static JsonElement[] Of(InvocationMessage invocation) =>
        Array.ConvertAll(invocation.Arguments, argument => (JsonElement)argument!);
}
