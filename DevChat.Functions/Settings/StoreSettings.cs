using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Npgsql;
using StackExchange.Redis;

namespace DevChat.Functions.Settings;

/// <summary>Checks on the connection settings of the stores.</summary>
internal static class StoreSettings
{
    public static readonly ConnectionSetting Postgres = new(
        "ConnectionStrings:Postgres",
        "it is a connection string of Npgsql, e.g. Host=localhost;Username=devchat;Password=…;Database=devchat",
        HasWeakPostgresPassword
    );

    public static readonly ConnectionSetting Redis = new(
        "ConnectionStrings:Redis",
        "it is a connection string of StackExchange.Redis, e.g. localhost:6379,password=…,ssl=true",
        HasWeakRedisPassword
    );

    public static readonly ConnectionSetting Storage = new(
        "AzureWebJobsStorage",
        "it is the connection string of an Azure Storage account, or replace it by AzureWebJobsStorage:accountName, :credential and :clientId",
        HasWeakAccountKey
    );

    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        [
            .. Postgres.Failures(configuration),
            .. Redis.Failures(configuration),
            .. Storage.Failures(configuration),
            .. IdentitySettings.Failures(configuration),
        ];

    public static IEnumerable<string> Missing(IConfiguration configuration) =>
        [
            .. Postgres.Missing(configuration),
            .. Redis.Missing(configuration),
            .. IdentitySettings.OfQueues(configuration) is null
                ? Storage.Missing(configuration)
                : [],
        ];

    private static bool HasWeakPostgresPassword(string text)
    {
        var postgres = new NpgsqlConnectionStringBuilder(text);
        ArgumentException.ThrowIfNullOrEmpty(postgres.Host);
        return WeakSecret.IsPassword(postgres.Password, postgres.Username);
    }

    private static bool HasWeakRedisPassword(string text)
    {
        var redis = ConfigurationOptions.Parse(text);
        ArgumentOutOfRangeException.ThrowIfZero(redis.EndPoints.Count);
        return WeakSecret.IsPassword(redis.Password, redis.User);
    }

    /// <summary>
    /// Only checks the format. Azurite's key is published, but a machine that runs Azurite must protect it by its
    /// network.
    /// </summary>
    private static bool HasWeakAccountKey(string text)
    {
        _ = new QueueServiceClient(text);
        return false;
    }
}
