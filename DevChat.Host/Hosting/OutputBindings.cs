using System.Reflection;
using DevChat.Host.Realtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Hosting;

/// <summary>Which part of what a function returns answers its caller, and which parts go to output bindings.</summary>
internal sealed class OutputBindings
{
    private readonly List<(Attribute Binding, Func<object?, object?> Read)> outputs;
    private readonly Func<object?, object?> readReply;

    private OutputBindings(
        List<(Attribute, Func<object?, object?>)> outputs,
        Func<object?, object?> readReply
    )
    {
        this.outputs = outputs;
        this.readReply = readReply;
    }

    /// <exception cref="InvalidOperationException">The outputs of the method contradict each other.</exception>
    public static OutputBindings Of(MethodInfo method, HostedFunction function)
    {
        var onMethod = method.GetCustomAttributes().Where(IsOutput).ToList();
        var properties = ReturnType.Awaited(method.ReturnType).GetProperties();
        var bindings = onMethod.Count > 0 ? OnMethod(onMethod) : OnProperties(properties, function);
        bindings.outputs.ForEach(output => RequireHub(output.Binding, function.Name));
        return bindings;
    }

    /// <summary>What answers the caller: an HTTP request, or the client that invoked a target.</summary>
    public object? Reply(object? returned) => readReply(returned);

    /// <summary>What is to be sent; outputs that are null are left out.</summary>
    public IReadOnlyList<Output> Read(object? returned) =>
        [
            .. outputs
                .Select(output => (output.Binding, Value: output.Read(returned)))
                .Where(output => output.Value is not null)
                .Select(output => new Output(output.Binding, output.Value!)),
        ];

    private static OutputBindings OnMethod(List<Attribute> attributes) =>
        new([.. attributes.Select(a => (a, (Func<object?, object?>)(value => value)))], _ => null);

    private static OutputBindings OnProperties(PropertyInfo[] properties, HostedFunction function)
    {
        var outputs = properties
            .SelectMany(p => p.GetCustomAttributes().Where(IsOutput).Select(a => (a, Reader(p))))
            .ToList();
        var replies = properties
            .Where(p => p.IsDefined(typeof(HttpResultAttribute)))
            .Select(Reader)
            .ToList();
        if (outputs.Count + replies.Count == 0)
            return new([], returned => returned);
        if (function.Trigger is HttpTriggerAttribute && replies.Count != 1)
            throw new InvalidOperationException(
                $"AZFW0015: what function '{function.Name}' returns marks {replies.Count} properties [HttpResult]; it must be exactly one."
            );
        return new(outputs, replies.SingleOrDefault() ?? (_ => null));
    }

    private static Func<object?, object?> Reader(PropertyInfo property) =>
        returned => returned is null ? null : property.GetValue(returned);

    private static bool IsOutput(Attribute attribute) =>
        attribute is QueueOutputAttribute or SignalROutputAttribute;

    private static void RequireHub(Attribute binding, string function)
    {
        if (binding is SignalROutputAttribute signalR)
            Hubs.RequireKnown(signalR.HubName, function);
    }
}
