using DevChat.Testing.Apps;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>A room and the people in it.</summary>
internal sealed record SharedRoom(int Id, IReadOnlyList<TestUser> People)
{
    /// <summary>Connects so many devices, evenly spread over the users, and joins the room with each of them.</summary>
    public async Task<ConnectedParticipants> ConnectAsync(
        int devices,
        HttpTransportType transport
    ) =>
        new(
            await Task.WhenAll(
                Enumerable
                    .Range(0, devices)
                    .Select(i => ChatParticipant.JoinAsync(People[i % People.Count], Id, transport))
            )
        );
}
