using DevChat.Domain.Accounts;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Accounts;

public sealed class PasswordHasherTests : IDisposable
{
    private static readonly IOptions<PasswordOptions> Cheap = Options.Create(
        new PasswordOptions { WorkFactor = 4 }
    );

    private readonly HashingLimiter _line = new(Cheap);
    private readonly PasswordHasher _passwords;

    public PasswordHasherTests() => _passwords = new(Cheap, _line);

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task A_password_belongs_to_its_own_hash_only()
    {
        var hash = await HashAsync("correct horse");

        Assert.True(await VerifyAsync("correct horse", hash));
        Assert.False(await VerifyAsync("correct house", hash));
    }

    [Theory]
    [InlineData("anything")]
    [InlineData("nobody's password")]
    public async Task No_password_belongs_to_an_account_that_does_not_exist(string password) =>
        Assert.False(await VerifyAsync(password, hash: null));

    [Fact]
    public void The_work_factor_is_10_by_default() =>
        Assert.Equal(10, new PasswordOptions().WorkFactor);

    [Fact]
    public void Half_of_the_processors_hash_by_default() =>
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), new PasswordOptions().AtOnce);

    [Fact]
    public async Task A_hash_names_the_work_factor_it_was_made_with() =>
        Assert.Contains("$04$", await HashAsync("correct horse"), StringComparison.Ordinal);

    private Task<string> HashAsync(string password) =>
        _passwords.HashAsync(password, CancellationToken.None);

    private Task<bool> VerifyAsync(string password, string? hash) =>
        _passwords.VerifyAsync(password, hash, CancellationToken.None);
}
