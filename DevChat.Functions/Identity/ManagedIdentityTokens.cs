using Azure.Core;
using Azure.Identity;
using DevChat.Domain.Stores;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Identity;

/// <summary>
/// Access tokens of a managed identity. The credential caches each token and renews it five minutes before it expires.
/// </summary>
internal sealed class ManagedIdentityTokens(TokenCredential credential, TimeProvider clock)
    : IStoreTokens
{
    /// <summary>Longest time that a connection waits for a token, however long the credential tries.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Tokens of the identity in <c>ManagedIdentity:ClientId</c>. Null if this setting is empty.</summary>
    public static IStoreTokens? Of(IConfiguration configuration) =>
        configuration["ManagedIdentity:ClientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityTokens(Identities.Credential(clientId), TimeProvider.System)
            : null;

    /// <exception cref="TimeoutException">There was no token within <see cref="Patience"/>.</exception>
    public async ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken)
    {
        var token = credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
        return (await token.AsTask().WaitAsync(Patience, clock, cancellationToken)).Token;
    }
}

/// <summary>Credentials for the managed identities of the app.</summary>
internal static class Identities
{
    /// <summary>
    /// The platform normally issues a token immediately. Without this limit, one request that hangs would block all
    /// later callers.
    /// </summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    /// <param name="clientId">Client id of a user-assigned identity. Null for the system-assigned identity.</param>
    public static TokenCredential Credential(string? clientId) =>
        new ManagedIdentityCredential(
            new ManagedIdentityCredentialOptions(
                string.IsNullOrEmpty(clientId)
                    ? ManagedIdentityId.SystemAssigned
                    : ManagedIdentityId.FromUserAssignedClientId(clientId)
            )
            {
                Retry = { NetworkTimeout = AttemptTimeout },
            }
        );
}
