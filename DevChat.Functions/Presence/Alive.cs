using FluentValidation;

namespace DevChat.Functions.Presence;

/// <summary>The argument of <c>user-online</c>: an object that says nothing.</summary>
public sealed record Alive;

public sealed class AliveRules : AbstractValidator<Alive>;
