using DevChat.LargeData.Filling;
using DevChat.LargeData.Measuring;
using DevChat.Testing.Apps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Tests.LargeData;

/// <summary>
/// A filled database, and the services of the chat on it. It has fewer messages than those of the bench, but enough users
/// and rooms that PostgreSQL does not read whole tables because they are small.
/// </summary>
public sealed class FilledChat(EmbeddedServers servers) : IAsyncLifetime
{
    /// <summary>The server executes this for each connection: it sends the plan of every statement as a notice.</summary>
    private const string Explain =
        "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on "
        + "-c auto_explain.log_buffers=on -c auto_explain.log_format=json -c client_min_messages=log";

    private static readonly DataSize Size = new(Messages: 150_000, Users: 40_000, Rooms: 30_000);

    private readonly PlanRecorder _plans = new();
    private ServiceProvider? _services;
    private IReadOnlyList<ChatQuery> _queries = [];

    public IEnumerable<string> Queries => _queries.Select(query => query.Name);

    public async ValueTask InitializeAsync()
    {
        var corner = await servers.TakeCornerAsync();
        var fill = new ChatFill(corner.Postgres, Size, TimeProvider.System.GetUtcNow());
        await fill.RunAsync(_ => { }, CancellationToken.None);
        _services = ChatServices.Build(
            new NpgsqlConnectionStringBuilder(corner.Postgres)
            {
                Options = Explain,
            }.ConnectionString,
            corner.Redis,
            new MovableClock(),
            logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_plans)
        );
        _queries = await ChatQueries.PrepareAsync(_services);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    /// <summary>Runs the query. Returns the plans of the statements that PostgreSQL executed for it.</summary>
    public async Task<IReadOnlyList<ExecutedPlan>> RunAsync(string query)
    {
        await using var scope = _services!.CreateAsyncScope();
        var wanted = _queries.Single(candidate => candidate.Name == query);
        await wanted.BeforeAsync(scope.ServiceProvider);
        var started = _plans.Count;
        await wanted.RunAsync(scope.ServiceProvider, 1);
        return _plans.After(started);
    }
}
