namespace DevChat.Functions.Realtime;

/// <summary>A connection that the realtime service has.</summary>
/// <param name="Id">Its connection id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="SessionId">The login session that it was opened with.</param>
public sealed record OpenConnection(string Id, int UserId, Guid SessionId);
