using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A data directory for runs of the program, one after the other.</summary>
public sealed class LocalHostDirectory : IDisposable
{
    private static readonly string[] Keys = ["postgres", "storage"];
    private static readonly Dictionary<string, string?> Unchanged = [];

    private readonly ServersDirectory _directory = new();

    /// <summary>The folder around the data directory.</summary>
    public string Root => _directory.Root;

    public string Data => _directory.Data;

    public void Dispose() => _directory.Dispose();

    /// <summary>Starts the program on this data directory.</summary>
    public ProgramProcess Start(
        IReadOnlyDictionary<string, string?>? environment = null,
        string urls = "http://127.0.0.1:0"
    ) =>
        ProgramProcess.Start(
            "DevChat.LocalHost",
            Root,
            environment ?? Unchanged,
            "--data",
            Data,
            "--urls",
            urls
        );

    /// <summary>The keys of the servers that run as processes beside the program.</summary>
    public IReadOnlyList<string> StartedServers() =>
        [.. Keys.Where(key => File.Exists(RecordFile(key)))];

    /// <summary>Those servers, and what supervises them.</summary>
    public IReadOnlyList<ProcessMark> Servers() =>
        [.. Records().SelectMany(record => new[] { record.Supervisor!, record.Server! })];

    /// <summary>What shares the program's terminal.</summary>
    public IReadOnlyList<ProcessMark> Supervisors() =>
        [.. Records().Select(record => record.Supervisor!)];

    private IEnumerable<ProcessRecord> Records() =>
        StartedServers().Select(key => ProcessRecord.Read(RecordFile(key))!);

    private string RecordFile(string key) => Path.Combine(Data, "run", $"{key}.json");
}
