using DevChat.Testing.Apps;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>A room and the people in it.</summary>
internal sealed record SharedRoom(int Id, IReadOnlyList<TestUser> People)
{
    /// <summary>Connects so many devices, the people taking turns, all of them in the room.</summary>
    public async Task<Gathering> GatherAsync(int devices, HttpTransportType transport) =>
        new(
            await Task.WhenAll(
                Enumerable
                    .Range(0, devices)
                    .Select(i => ChatMember.JoinAsync(People[i % People.Count], Id, transport))
            )
        );
}
