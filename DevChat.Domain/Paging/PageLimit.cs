using FluentValidation;

namespace DevChat.Domain.Paging;

/// <summary>How many items a page has: 1 to 100, 50 unless told.</summary>
public static class PageLimit
{
    public const int Default = 50;
    public const int Max = 100;

    public static IRuleBuilderOptions<T, int?> IsPageLimit<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(1, Max).WithMessage($"must be from 1 to {Max}");
}
