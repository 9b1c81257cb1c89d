using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Accounts;

/// <summary>Configuration section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>BCrypt's cost: the logarithm to base 2 of its rounds.</summary>
    [Range(4, 16)]
    public int WorkFactor { get; set; } = 10;
}
