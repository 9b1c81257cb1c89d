namespace DevChat.Functions.Health;

public sealed record HealthReply(string Status);
