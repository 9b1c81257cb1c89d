using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>This host has no function keys, so every HTTP function must be anonymous.</summary>
internal static class HttpAuthorization
{
    /// <exception cref="InvalidOperationException">An HTTP trigger of the method asks for a key.</exception>
    public static void RequireAnonymous(MethodInfo method, string function)
    {
        var triggers = method
            .GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(HttpTriggerAttribute));
        foreach (var trigger in triggers)
        {
            var level = LevelOf(trigger);
            if (level != AuthorizationLevel.Anonymous)
            {
                throw new InvalidOperationException(
                    $"Function '{function}' asks for a key ({level}); this host issues none, so it must be Anonymous."
                );
            }
        }
    }

    /// <summary>
    /// The level in the source code. The attribute object is not enough: if only methods are given, its level is
    /// Anonymous, but the Functions host finds no level in the metadata and uses Function.
    /// </summary>
    private static AuthorizationLevel LevelOf(CustomAttributeData trigger) =>
        trigger
            .ConstructorArguments.Concat(trigger.NamedArguments.Select(named => named.TypedValue))
            .Where(argument => argument.ArgumentType == typeof(AuthorizationLevel))
            .Select(argument => (AuthorizationLevel)argument.Value!)
            .LastOrDefault(AuthorizationLevel.Function);
}
