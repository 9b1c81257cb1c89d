using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>All functions of an app.</summary>
internal sealed class FunctionCatalogue
{
    /// <exception cref="InvalidOperationException">A function cannot be hosted, or two have the same name.</exception>
    public FunctionCatalogue(IEnumerable<Type> classes, FunctionBindings bindings)
    {
        All = [.. classes.SelectMany(type => Functions(type, bindings))];
        RequireUniqueNames();
    }

    public IReadOnlyList<HostedFunction> All { get; }

    /// <summary>The functions with the trigger <typeparamref name="TTrigger"/>.</summary>
    public IEnumerable<(HostedFunction Function, TTrigger Trigger)> With<TTrigger>()
        where TTrigger : Attribute =>
        from function in All
        let trigger = function.Trigger as TTrigger
        where trigger is not null
        select (function, trigger);

    /// <summary>The classes in which the Functions tooling looks for functions.</summary>
    public static IEnumerable<Type> PublicClasses(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsGenericType: false });

    private static IEnumerable<HostedFunction> Functions(Type type, FunctionBindings bindings) =>
        from method in type.GetMethods(
            BindingFlags.Public
                | BindingFlags.Instance
                | BindingFlags.Static
                | BindingFlags.DeclaredOnly
        )
        let attribute = method.GetCustomAttribute<FunctionAttribute>()
        where attribute is not null
        select new HostedFunction(method, attribute.Name, bindings);

    private void RequireUniqueNames()
    {
        var twice = All.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(functions => functions.Skip(1).Any());
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"AZFW0017: {twice.Count()} functions are named '{twice.Key}'; names are unique without regard to case."
            );
        }
    }
}
