using Azure.Core;
using Azure.Identity;

namespace DevChat.Functions.Identity;

/// <summary>The identities that the platform gives to the app.</summary>
internal static class Identities
{
    /// <param name="clientId">Of a user-assigned identity; null for the one of the system.</param>
    public static TokenCredential Credential(string? clientId) =>
        new ManagedIdentityCredential(
            string.IsNullOrEmpty(clientId)
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(clientId)
        );
}
