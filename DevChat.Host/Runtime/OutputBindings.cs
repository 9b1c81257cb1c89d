using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>Splits the result of a function into the reply to its caller and the values of output bindings.</summary>
internal sealed class OutputBindings
{
    private readonly List<(Attribute Binding, Func<object?, object?> Read)> _outputs;
    private readonly Func<object?, object?> _readReply;

    private OutputBindings(
        List<(Attribute, Func<object?, object?>)> outputs,
        Func<object?, object?> readReply
    )
    {
        _outputs = outputs;
        _readReply = readReply;
    }

    /// <exception cref="InvalidOperationException">The outputs of the method contradict each other.</exception>
    public static OutputBindings Of(
        MethodInfo method,
        HostedFunction function,
        FunctionBindings bindings
    )
    {
        var onMethod = method.GetCustomAttributes().Where(bindings.IsOutput).ToList();
        var outputs =
            onMethod.Count > 0
                ? OnMethod(onMethod)
                : OnProperties(
                    ReturnType.Awaited(method.ReturnType).GetProperties(),
                    function,
                    bindings
                );
        outputs._outputs.ForEach(output =>
            bindings.OutputOf(output.Binding).Check(output.Binding, function.Name)
        );
        return outputs;
    }

    /// <summary>The reply to the caller: an HTTP client, or a client that called a target.</summary>
    public object? Reply(object? returned) => _readReply(returned);

    /// <summary>The outputs to send. Null outputs are skipped.</summary>
    public IReadOnlyList<Output> Read(object? returned) =>
        [
            .. _outputs
                .Select(output => (output.Binding, Value: output.Read(returned)))
                .Where(output => output.Value is not null)
                .Select(output => new Output(output.Binding, output.Value!)),
        ];

    private static OutputBindings OnMethod(List<Attribute> attributes) =>
        new([.. attributes.Select(a => (a, (Func<object?, object?>)(value => value)))], _ => null);

    private static OutputBindings OnProperties(
        PropertyInfo[] properties,
        HostedFunction function,
        FunctionBindings bindings
    )
    {
        var outputs = properties
            .SelectMany(p =>
                p.GetCustomAttributes().Where(bindings.IsOutput).Select(a => (a, Reader(p)))
            )
            .ToList();
        var replies = properties
            .Where(p => p.IsDefined(typeof(HttpResultAttribute)))
            .Select(Reader)
            .ToList();
        if (outputs.Count + replies.Count == 0)
        {
            return new([], returned => returned);
        }

        if (function.Trigger is HttpTriggerAttribute && replies.Count != 1)
        {
            throw new InvalidOperationException(
                $"AZFW0015: the result of function '{function.Name}' marks {replies.Count} properties [HttpResult]; it must be exactly one."
            );
        }

        return new(outputs, replies.SingleOrDefault() ?? (_ => null));
    }

    private static Func<object?, object?> Reader(PropertyInfo property) =>
        returned => returned is null ? null : property.GetValue(returned);
}
