using System.Text;
using FluentValidation;

namespace DevChat.Domain.Text;

/// <summary>Validation rules for input. A character is a Unicode code point, as PostgreSQL counts.</summary>
public static class TextRules
{
    public static int Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> characters.</summary>
    public static IRuleBuilderOptions<T, string?> HasCharacters<T>(
        this IRuleBuilder<T, string?> rule,
        int min,
        int max
    ) => rule.SetValidator(new CharacterCount<T>(min, max));

    /// <summary>At least <paramref name="min"/> characters.</summary>
    public static IRuleBuilderOptions<T, string?> HasCharacters<T>(
        this IRuleBuilder<T, string?> rule,
        int min
    ) => rule.SetValidator(new CharacterCount<T>(min, max: null));

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> items.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> HasItems<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule,
        int min,
        int max
    ) => rule.SetValidator(new ItemCount<T, TItem>(min, max));

    public static IRuleBuilderOptions<T, string?> IsOneOf<T>(
        this IRuleBuilder<T, string?> rule,
        params string[] words
    ) => rule.SetValidator(new Choice<T>(words));

    /// <summary>Requires at least one visible character.</summary>
    public static IRuleBuilderOptions<T, string?> HasVisibleCharacter<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Must(text => string.IsNullOrEmpty(text) || VisibleText.IsIn(text))
            .WithMessage("must have a visible character");

    /// <summary>
    /// Forbids U+0000, which PostgreSQL cannot store and which ends a text for BCrypt, and unpaired surrogates, which
    /// UTF-8 cannot encode.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> IsStorable<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Must(text =>
                text is null
                || (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text))
            )
            .WithMessage("must be well-formed Unicode without U+0000");

    public static IRuleBuilderOptions<T, TValue> IsRequired<T, TValue>(
        this IRuleBuilder<T, TValue> rule
    ) => rule.NotNull().WithMessage("is required");

    private static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf16(rest, out _, out var consumed)
                != System.Buffers.OperationStatus.Done
            )
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
