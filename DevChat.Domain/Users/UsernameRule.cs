using System.Text.RegularExpressions;
using FluentValidation;

namespace DevChat.Domain.Users;

internal static partial class UsernameRule
{
    public const int MaxCharacters = 50;

    public static IRuleBuilderOptions<T, string?> MustBeUsername<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Matches(Pattern())
            .WithMessage("must have 3 to 50 characters out of A-Z, a-z, 0-9, '_', '.' and '-'");

    public static bool IsUsername(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{3,50}\z")]
    private static partial Regex Pattern();
}
