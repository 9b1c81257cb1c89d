namespace DevChat.Domain.Stores;

/// <summary>What tokens of Microsoft Entra ID are asked for, for each store.</summary>
public static class StoreScopes
{
    public const string Postgres = "https://ossrdbms-aad.database.windows.net/.default";
    public const string Redis = "https://redis.azure.com/.default";
}
