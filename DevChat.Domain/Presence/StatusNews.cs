namespace DevChat.Domain.Presence;

/// <summary>A change and who is to hear of it.</summary>
/// <param name="Change">Who came or went.</param>
/// <param name="RoomMates">Everybody who is online and shares a room with that user, each once; not the user itself.</param>
public sealed record StatusNews(StatusChange Change, IReadOnlyList<int> RoomMates);
