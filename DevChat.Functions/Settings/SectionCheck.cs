using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>
/// Checks a section of settings that is bound to an options class: values that cannot be parsed or that violate an
/// attribute.
/// </summary>
internal static class SectionCheck
{
    public static IEnumerable<string> Failures(
        IConfiguration configuration,
        string section,
        Type options
    ) =>
        options
            .GetProperties()
            .SelectMany(property =>
                Failures(configuration.GetSection($"{section}:{property.Name}"), property)
            );

    private static IEnumerable<string> Failures(
        IConfigurationSection setting,
        PropertyInfo property
    )
    {
        if (setting.Value is null || (setting.Value.Length == 0 && IsText(property)))
        {
            return [];
        }

        try
        {
            return Broken(setting.Path, property, setting.Get(property.PropertyType)!);
        }
        catch (InvalidOperationException)
        {
            return [$"{setting.Path} cannot be read: it is {Form(property.PropertyType)}."];
        }
    }

    private static IEnumerable<string> Broken(string setting, PropertyInfo property, object value)
    {
        var broken = new List<ValidationResult>();
        Validator.TryValidateValue(
            value,
            new ValidationContext(value) { DisplayName = setting },
            broken,
            property.GetCustomAttributes<ValidationAttribute>()
        );
        return broken.Select(result => result.ErrorMessage!);
    }

    private static bool IsText(PropertyInfo property) => property.PropertyType == typeof(string);

    private static string Form(Type type) =>
        type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(TimeSpan) ? "days.hours:minutes:seconds, e.g. 1.00:00:00"
        : "a whole number";
}
