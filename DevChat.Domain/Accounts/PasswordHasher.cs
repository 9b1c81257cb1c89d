using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Accounts;

/// <summary>
/// Hashes passwords with BCrypt. Hashing and verifying both cost 2^WorkFactor rounds of CPU time, on purpose.
/// </summary>
public sealed class PasswordHasher(IOptions<PasswordOptions> options, HashingLimiter line)
{
    /// <summary>BCrypt reads this many bytes of a password and silently ignores the rest.</summary>
    public const int MaxPasswordBytes = 72;

    private readonly string _nobodysHash = BCrypt.Net.BCrypt.HashPassword(
        "nobody's password",
        options.Value.WorkFactor
    );

    /// <summary>True if BCrypt reads the whole password.</summary>
    public static bool Fits(string password) =>
        Encoding.UTF8.GetByteCount(password) <= MaxPasswordBytes;

    /// <summary>Throws <see cref="AccountErrors.Busy"/>.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        line.RunAsync(
            () => BCrypt.Net.BCrypt.HashPassword(password, options.Value.WorkFactor),
            cancellationToken
        );

    /// <summary>
    /// True if the password matches the hash. Without a hash it does the same work and returns false, so that the
    /// response time does not reveal whether an account exists. Throws <see cref="AccountErrors.Busy"/>.
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
    /// <summary>BCrypt's cost: the base-2 logarithm of the number of rounds.</summary>
    [Range(4, 16)]
    public int WorkFactor { get; set; } = 10;

    /// <summary>
    /// Number of passwords that are hashed in parallel. By default half of the processors, so that the other half is
    /// free for other work.
    /// </summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 64);
}
