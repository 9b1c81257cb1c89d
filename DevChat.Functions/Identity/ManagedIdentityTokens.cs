using Azure.Core;
using DevChat.Domain.Stores;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Identity;

/// <summary>Tokens of a managed identity. The credential keeps each token, and renews it five minutes before it expires.</summary>
internal sealed class ManagedIdentityTokens(TokenCredential credential) : IStoreTokens
{
    /// <summary>Of the identity that <c>ManagedIdentity:ClientId</c> names; null when it names none.</summary>
    public static IStoreTokens? Of(IConfiguration configuration) =>
        configuration["ManagedIdentity:ClientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityTokens(Identities.Credential(clientId))
            : null;

    public async ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken) =>
        (await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken)).Token;
}
