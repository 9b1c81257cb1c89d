using System.Text;
using FluentValidation;

namespace DevChat.Domain.Text;

/// <summary>Rules for text that is stored. A character is a Unicode code point, as PostgreSQL counts.</summary>
public static class TextRules
{
    /// <summary>The number of Unicode code points.</summary>
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
    ) =>
        rule.Must(text => text is null || (Characters(text) >= min && Characters(text) <= max))
            .WithMessage(
                min == 0
                    ? $"must have at most {max} characters"
                    : $"must have {min} to {max} characters"
            );

    /// <summary>No U+0000, which PostgreSQL cannot store, and no half of a surrogate pair, which UTF-8 cannot carry.</summary>
    public static IRuleBuilderOptions<T, string?> IsStorable<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Must(text =>
                text is null
                || (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text))
            )
            .WithMessage("must be well-formed Unicode without U+0000");

    /// <summary>Present.</summary>
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
