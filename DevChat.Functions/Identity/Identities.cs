using Azure.Core;
using Azure.Identity;

namespace DevChat.Functions.Identity;

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
