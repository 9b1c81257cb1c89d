using DevChat.Host.Hosting;

namespace DevChat.LocalHost.Parts;

/// <summary>What to start; a part whose flag is false is somebody else's server.</summary>
public sealed record EmbeddedPartsOptions
{
    /// <summary>Where data, logs and the secret live. Made when missing; one LocalHost at a time.</summary>
    public required string DataDirectory { get; init; }

    public bool Postgres { get; init; } = true;
    public bool Redis { get; init; } = true;
    public bool Storage { get; init; } = true;

    /// <summary>Names of the Azurite accounts; all share the data directory's key.</summary>
    public IReadOnlyList<string> StorageAccounts { get; init; } = ["devstoreaccount1"];

    /// <summary>
    /// False makes PostgreSQL answer before data is on disk: for tests, which lose nothing by a power cut.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Folders searched for node and npm, in the form of the PATH variable.</summary>
    public string SearchPath { get; init; } =
        Environment.GetEnvironmentVariable("PATH") ?? string.Empty;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
