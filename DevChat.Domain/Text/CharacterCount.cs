using FluentValidation;
using FluentValidation.Validators;

namespace DevChat.Domain.Text;

/// <summary>Requires a number of characters (Unicode code points, as PostgreSQL counts). Null is valid.</summary>
/// <param name="max">Null means no upper bound.</param>
public sealed class CharacterCount<T>(int min, int? max)
    : PropertyValidator<T, string?>,
        ILengthValidator
{
    public override string Name => nameof(CharacterCount<>);

    public int Min => min;

    /// <summary>-1 means no upper bound.</summary>
    public int Max => max ?? -1;

    public override bool IsValid(ValidationContext<T> context, string? value) =>
        value is null
        || (
            TextRules.Characters(value) is var count
            && count >= min
            && count <= (max ?? int.MaxValue)
        );

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        (min, max) switch
        {
            (_, null) => $"must have at least {min} characters",
            (0, _) => $"must have at most {max} characters",
            _ => $"must have {min} to {max} characters",
        };
}
