namespace DevChat.Domain.Stores;

/// <summary>Short-lived tokens of the app's own identity, which stores take in place of a password.</summary>
public interface IStoreTokens
{
    /// <summary>A token with some minutes left to live. It is kept and renewed behind this, so asking often costs nothing.</summary>
    /// <param name="scope">What it is for, see <see cref="StoreScopes"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken);
}

/// <summary>What tokens of Microsoft Entra ID are asked for, for each store.</summary>
public static class StoreScopes
{
    public const string Postgres = "https://ossrdbms-aad.database.windows.net/.default";
    public const string Redis = "https://redis.azure.com/.default";
}
