using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>BCrypt. Both directions cost some 2^WorkFactor rounds of CPU time, on purpose.</summary>
public sealed class PasswordHasher(IOptions<PasswordOptions> options, HashingLimiter line)
{
    /// <summary>BCrypt reads this many bytes of a password; what follows would be ignored in silence.</summary>
    public const int MaxPasswordBytes = 72;

    private readonly string _nobodysHash = BCrypt.Net.BCrypt.HashPassword(
        "nobody's password",
        options.Value.WorkFactor
    );

    /// <summary>Whether all of the password counts.</summary>
    public static bool Fits(string password) =>
        Encoding.UTF8.GetByteCount(password) <= MaxPasswordBytes;

    /// <summary><see cref="AccountErrors.Busy"/>.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        line.RunAsync(
            () => BCrypt.Net.BCrypt.HashPassword(password, options.Value.WorkFactor),
            cancellationToken
        );

    /// <summary>
    /// Whether the password belongs to the hash. For no hash it is false after the same work, so that the time of an answer
    /// does not tell whether an account exists. <see cref="AccountErrors.Busy"/>.
    /// </summary>
    public async Task<bool> VerifyAsync(
        string password,
        string? hash,
        CancellationToken cancellationToken
    )
    {
        var matches = await line.RunAsync(
            () => BCrypt.Net.BCrypt.Verify(password, hash ?? _nobodysHash),
            cancellationToken
        );
        return matches && hash is not null && Fits(password);
    }
}

/// <summary>Configuration section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>BCrypt's cost: the logarithm to base 2 of its rounds.</summary>
    [Range(4, 16)]
    public int WorkFactor { get; set; } = 10;

    /// <summary>
    /// How many passwords are hashed at once; more have to wait. Half of the processors, so that the other half answers
    /// everything else meanwhile.
    /// </summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 64);
}
