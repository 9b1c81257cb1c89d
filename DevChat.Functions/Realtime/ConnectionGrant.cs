using System.Text.Json.Serialization;
using DevChat.Domain.Sessions;

namespace DevChat.Functions.Realtime;

/// <summary>The answer to negotiate, in the spelling that every SignalR client reads.</summary>
/// <param name="Url">Absolute address of the realtime service.</param>
/// <param name="AccessToken">Bearer token for <paramref name="Url"/>; good for this hub and its owner only.</param>
public sealed record ConnectionGrant(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("accessToken")] string AccessToken
)
{
    /// <summary>A token is for connecting at once: it does not know of a sign-out that comes after it.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(2);
}
