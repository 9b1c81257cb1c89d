namespace DevChat.Operations.Tests.SelfHost;

/// <summary>Devices that are connected until this is disposed.</summary>
internal sealed record ConnectedParticipants(IReadOnlyList<ChatParticipant> All) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(All.Select(member => member.DisposeAsync().AsTask()));
}
