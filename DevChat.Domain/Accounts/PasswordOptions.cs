using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Accounts;

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
