namespace DevChat.Domain.Stores;

/// <summary>Short-lived tokens of the app's identity, used as passwords for stores.</summary>
public interface IStoreTokens
{
    /// <summary>A token that is valid for at least some minutes. Tokens are cached, so frequent calls cost nothing.</summary>
    /// <param name="scope">Scope of the token, see <see cref="StoreScopes"/>.</param>
    ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken);
}

/// <summary>Scopes of Microsoft Entra ID for each store.</summary>
public static class StoreScopes
{
    public const string Postgres = "https://ossrdbms-aad.database.windows.net/.default";
    public const string Redis = "https://redis.azure.com/.default";
}
