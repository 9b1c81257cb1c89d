using System.Reflection;
using System.Runtime.CompilerServices;

namespace DevChat.Host.Runtime;

/// <summary>Return types of functions, and how to await them.</summary>
internal static class ReturnType
{
    /// <exception cref="InvalidOperationException">The method cannot be awaited.</exception>
    public static void RequireAwaitable(MethodInfo method, string function)
    {
        if (
            method.ReturnType == typeof(void)
            && method.IsDefined(typeof(AsyncStateMachineAttribute))
        )
        {
            throw new InvalidOperationException(
                $"AZFW0002: function '{function}' is async void; it must return a task."
            );
        }
    }

    /// <summary>The type of a task's result; void for a task without one. Other types are returned unchanged.</summary>
    public static Type Awaited(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
        {
            return typeof(void);
        }

        return IsTaskOf(type) ? type.GetGenericArguments()[0] : type;
    }

    /// <summary>Awaits a returned value of <paramref name="type"/> and boxes the result.</summary>
    public static Func<object?, Task<object?>> Awaiter(Type type)
    {
        if (type == typeof(Task))
        {
            return AwaitTask;
        }

        if (type == typeof(ValueTask))
        {
            return returned => AwaitTask(((ValueTask)returned!).AsTask());
        }

        return IsTaskOf(type) ? GenericAwaiter(type) : Task.FromResult;
    }

    private static bool IsTaskOf(Type type) =>
        type.IsGenericType
        && (
            type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
        );

    private static Func<object?, Task<object?>> GenericAwaiter(Type type)
    {
        var name =
            type.GetGenericTypeDefinition() == typeof(Task<>)
                ? nameof(AwaitTaskOf)
                : nameof(AwaitValueTaskOf);
        return typeof(ReturnType)
            .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> AwaitTask(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async Task<object?> AwaitTaskOf<T>(object? returned) => await (Task<T>)returned!;

    private static async Task<object?> AwaitValueTaskOf<T>(object? returned) =>
        await (ValueTask<T>)returned!;
}
