using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.LocalHost.Realtime;

/// <summary>Says of every target that it takes as many JSON elements as the message carries.</summary>
internal sealed class AnyTargetBinder(IInvocationBinder hub, int argumentCount) : IInvocationBinder
{
    public IReadOnlyList<Type> GetParameterTypes(string methodName)
    {
        var types = new Type[argumentCount];
        Array.Fill(types, typeof(JsonElement));
        return types;
    }

    public Type GetReturnType(string invocationId) => hub.GetReturnType(invocationId);

    public Type GetStreamItemType(string streamId) => hub.GetStreamItemType(streamId);
}
