namespace DevChat.Domain.Redis;

/// <summary>What Redis said, if it said anything: with <see cref="Answered"/> false the caller goes on without Redis.</summary>
public readonly record struct RedisReply<T>(bool Answered, T? Value);
