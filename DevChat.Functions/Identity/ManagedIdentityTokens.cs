using Azure.Core;
using Azure.Identity;
using DevChat.Domain.Stores;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Identity;

/// <summary>Tokens of a managed identity. The credential keeps each token, and renews it five minutes before it expires.</summary>
internal sealed class ManagedIdentityTokens(TokenCredential credential, TimeProvider clock)
    : IStoreTokens
{
    /// <summary>So long a connection is kept waiting, however long the credential tries.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Of the identity that <c>ManagedIdentity:ClientId</c> names; null when it names none.</summary>
    public static IStoreTokens? Of(IConfiguration configuration) =>
        configuration["ManagedIdentity:ClientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityTokens(Identities.Credential(clientId), TimeProvider.System)
            : null;

    /// <exception cref="TimeoutException">There was none within <see cref="Patience"/>.</exception>
    public async ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken)
    {
        var token = credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
        return (await token.AsTask().WaitAsync(Patience, clock, cancellationToken)).Token;
    }
}

/// <summary>The identities that the platform gives to the app.</summary>
internal static class Identities
{
    /// <summary>A platform that gives out tokens does so at once. One that hangs would keep everybody waiting who asks next.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    /// <param name="clientId">Of a user-assigned identity; null for the one of the system.</param>
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
