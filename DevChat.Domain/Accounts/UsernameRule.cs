using System.Text.RegularExpressions;
using FluentValidation;

namespace DevChat.Domain.Accounts;

internal static partial class UsernameRule
{
    public static IRuleBuilderOptions<T, string?> MustBeUsername<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Matches(Pattern())
            .WithMessage("must have 3 to 50 characters out of A-Z, a-z, 0-9, '_', '.' and '-'");

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{3,50}\z")]
    private static partial Regex Pattern();
}
