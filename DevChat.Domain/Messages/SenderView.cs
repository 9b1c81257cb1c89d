namespace DevChat.Domain.Messages;

/// <summary>Who wrote a message.</summary>
public sealed record SenderView(int Id, string Username, string? AvatarUrl);
