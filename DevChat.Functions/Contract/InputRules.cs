using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DevChat.Domain.Text;
using DevChat.Functions.Json;
using FluentValidation;
using FluentValidation.Validators;

namespace DevChat.Functions.Contract;

/// <summary>
/// Writes the validation rules of an input type into its schema. Rules that are code are described in
/// <see cref="FieldNotes"/>.
/// </summary>
internal static class InputRules
{
    /// <summary>Returns the names of the required fields.</summary>
    public static IReadOnlyList<string> Write(
        JsonTypeInfo type,
        IValidator validator,
        JsonObject properties
    )
    {
        RemoveReadOnlyProperties(type, properties);
        var required = new List<string>();
        foreach (var field in validator.CreateDescriptor().GetMembersWithValidators())
        {
            var name = WireJson.NameOf(field.Key);
            var schema = (JsonObject)properties[name]!;
            foreach (var (rule, component) in field)
            {
                Constrain(schema, rule);
                var isRequired = rule is INotNullValidator && !component.HasCondition;
                if (isRequired)
                {
                    required.Add(name);
                }

                if (isRequired || (rule is INotNullValidator && MayBeLeftOut(type, name)))
                {
                    schema.ForbidNull();
                }
            }
        }

        return required;
    }

    private static bool MayBeLeftOut(JsonTypeInfo type, string name) =>
        type.Properties.Single(property => property.Name == name).PropertyType.IsOptional();

    private static void RemoveReadOnlyProperties(JsonTypeInfo type, JsonObject properties)
    {
        foreach (var property in type.Properties)
        {
            if (property is { Set: null, AssociatedParameter: null })
            {
                properties.Remove(property.Name);
            }
        }
    }

    private static void Constrain(JsonObject schema, IPropertyValidator rule)
    {
        switch (rule)
        {
            case ILengthValidator length:
                SetBounds(schema, "Length", length.Min, length.Max);
                break;
            case IItemCount count:
                SetBounds(schema, "Items", count.Min, count.Max);
                break;
            case IBetweenValidator between:
                schema["minimum"] = Value(between.From);
                schema["maximum"] = Value(between.To);
                break;
            case IComparisonValidator { Comparison: Comparison.GreaterThanOrEqual } least:
                schema["minimum"] = Value(least.ValueToCompare);
                break;
            case IRegularExpressionValidator pattern:
                // .NET's \z means the same as ECMA-262's $: the end of the text.
                schema["pattern"] = pattern.Expression.Replace(
                    @"\z",
                    "$",
                    StringComparison.Ordinal
                );
                break;
            case IChoice choice:
                schema["enum"] = JsonSerializer.SerializeToNode(choice.Words);
                break;
        }
    }

    /// <param name="max">-1 means no upper bound.</param>
    private static void SetBounds(JsonObject schema, string suffix, int min, int max)
    {
        if (min > 0)
        {
            schema[$"min{suffix}"] = min;
        }

        if (max >= 0)
        {
            schema[$"max{suffix}"] = max;
        }
    }

    private static JsonNode? Value(object bound) => JsonSerializer.SerializeToNode(bound);
}
