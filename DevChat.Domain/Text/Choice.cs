using FluentValidation;
using FluentValidation.Validators;

namespace DevChat.Domain.Text;

/// <summary>The allowed values of a text.</summary>
public interface IChoice
{
    IReadOnlyList<string> Words { get; }
}

/// <summary>Requires one of a few words, in exactly this spelling. Null is valid.</summary>
public sealed class Choice<T>(IReadOnlyList<string> words) : PropertyValidator<T, string?>, IChoice
{
    public override string Name => nameof(Choice<>);

    public IReadOnlyList<string> Words => words;

    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null || words.Contains(value, StringComparer.Ordinal);

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        $"must be {string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
