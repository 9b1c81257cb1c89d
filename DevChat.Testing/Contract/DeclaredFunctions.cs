using System.Reflection;
using DevChat.Host;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Testing.Contract;

/// <summary>Every method that says it is a function, whether or not a host would take it for one.</summary>
public static class DeclaredFunctions
{
    public static readonly IReadOnlyList<MethodInfo> All =
    [
        .. typeof(ChatHost)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.Instance
                        | BindingFlags.Static
                        | BindingFlags.DeclaredOnly
                )
            )
            .Where(method => method.IsDefined(typeof(FunctionAttribute))),
    ];

    public static readonly IReadOnlyList<Type> Classes =
    [
        .. All.Select(function => function.DeclaringType!).Distinct(),
    ];

    public static string NameOf(MethodInfo function) =>
        function.GetCustomAttribute<FunctionAttribute>()!.Name;

    /// <summary>The functions with the trigger <typeparamref name="TTrigger"/>.</summary>
    public static IEnumerable<(MethodInfo Function, TTrigger Trigger)> With<TTrigger>()
        where TTrigger : Attribute =>
        from function in All
        from parameter in function.GetParameters()
        let trigger = parameter.GetCustomAttribute<TTrigger>()
        where trigger is not null
        select (function, trigger);
}
