using System.Reflection;
using System.Runtime.CompilerServices;
using DevChat.Domain.Profiles;
using DevChat.Functions;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Architecture;

/// <summary>What every text that comes in has to be, whichever request it is in.</summary>
public sealed class TextRuleTests
{
    private const BindingFlags Fields = BindingFlags.Public | BindingFlags.Instance;

    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddDevChat(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    public static TheoryData<Type, string> Texts
    {
        get
        {
            var data = new TheoryData<Type, string>();
            foreach (var type in RequestTypes())
            {
                foreach (var text in type.GetProperties(Fields).Where(IsText))
                {
                    data.Add(type, text.Name);
                }
            }

            return data;
        }
    }

    [Fact]
    public void There_are_texts_in_requests() => Assert.True(Texts.Count >= 10);

    /// <summary>A list of texts, or a text in an object of a request, would need a test of its own.</summary>
    [Fact]
    public void A_text_in_a_request_is_one_of_its_fields() =>
        Assert.DoesNotContain(
            RequestTypes().SelectMany(type => type.GetProperties(Fields)),
            field => !IsText(field) && MayHoldText(field.PropertyType)
        );

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_with_U_0000_is_refused(Type type, string field) =>
        AssertRefused(type, field, "long enough\0");

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_cannot_be_stored_is_refused(Type type, string field) =>
        AssertRefused(type, field, "long enough\uD800");

    private static void AssertRefused(Type type, string field, string text)
    {
        var request = RuntimeHelpers.GetUninitializedObject(type);
        var property = type.GetProperty(field)!;
        property.SetValue(
            request,
            property.PropertyType == typeof(string) ? text : new Optional<string?>(text)
        );

        var rules = (IValidator)
            Services.GetRequiredService(typeof(IValidator<>).MakeGenericType(type));
        var outcome = rules.Validate(new ValidationContext<object>(request));

        Assert.Contains(outcome.Errors, failure => failure.PropertyName == field);
    }

    private static IEnumerable<Type> RequestTypes() =>
        from assembly in (Assembly[])
            [typeof(Domain.DomainServices).Assembly, typeof(DevChatServices).Assembly]
        from rules in assembly.GetTypes()
        let parent = rules.BaseType
        where parent is { IsGenericType: true } && !rules.IsAbstract
        where parent.GetGenericTypeDefinition() == typeof(AbstractValidator<>)
        select parent.GetGenericArguments()[0];

    private static bool IsText(PropertyInfo field) =>
        field.CanWrite
        && (
            field.PropertyType == typeof(string) || field.PropertyType == typeof(Optional<string?>)
        );

    private static bool MayHoldText(Type type) =>
        !type.IsValueType
            ? type == typeof(string) || type.GetGenericArguments() is not [{ IsValueType: true }]
            : type.GetGenericArguments().Any(MayHoldText);
}
