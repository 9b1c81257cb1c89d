using DevChat.Domain.Stores;

namespace DevChat.Tests.Identity;

/// <summary>Always the token of now.</summary>
internal sealed class CurrentToken(string value) : IStoreTokens
{
    public string Value { get; set; } = value;

    public ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Value);
}
