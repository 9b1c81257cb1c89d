using DevChat.Domain.Accounts;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Accounts;

public sealed class PasswordHasherTests
{
    private readonly PasswordHasher _passwords = new(
        Options.Create(new PasswordOptions { WorkFactor = 4 })
    );

    [Fact]
    public void A_password_belongs_to_its_own_hash_only()
    {
        var hash = _passwords.Hash("correct horse");

        Assert.True(_passwords.Verify("correct horse", hash));
        Assert.False(_passwords.Verify("correct house", hash));
    }

    [Theory]
    [InlineData("anything")]
    [InlineData("nobody's password")]
    public void No_password_belongs_to_an_account_that_does_not_exist(string password) =>
        Assert.False(_passwords.Verify(password, hash: null));

    [Fact]
    public void The_work_factor_is_10_unless_told() =>
        Assert.Equal(10, new PasswordOptions().WorkFactor);

    [Fact]
    public void A_hash_names_the_work_factor_it_was_made_with() =>
        Assert.Contains("$04$", _passwords.Hash("correct horse"), StringComparison.Ordinal);
}
