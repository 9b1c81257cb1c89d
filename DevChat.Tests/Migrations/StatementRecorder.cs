using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace DevChat.Tests.Migrations;

/// <summary>Writes down the statements, with their parameters, that go through one data source, by EF Core or by hand.</summary>
internal sealed class StatementRecorder : IDisposable
{
    private const string Statement = "recorded";

    private readonly ConcurrentDictionary<int, RecordedStatement> _ended = new();
    private readonly ActivityListener _listener;
    private int _begun;

    public StatementRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = End,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What has ended until now, in the order in which it began.</summary>
    public IReadOnlyList<RecordedStatement> Statements =>
        [.. _ended.OrderBy(ended => ended.Key).Select(ended => ended.Value)];

    public NpgsqlDataSource Listen(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConfigureTracing(tracing =>
            tracing.ConfigureCommandEnrichmentCallback(
                (activity, command) => activity.SetCustomProperty(Statement, Begin(command))
            )
        );
        return builder.Build();
    }

    public void Dispose() => _listener.Dispose();

    private (int Place, RecordedStatement Statement) Begin(NpgsqlCommand command) =>
        (
            Interlocked.Increment(ref _begun),
            new RecordedStatement(
                command.CommandText,
                [.. command.Parameters.Select(Read)],
                FailsWith: null,
                Columns: []
            )
        );

    private void End(Activity activity)
    {
        if (activity.GetCustomProperty(Statement) is (int place, RecordedStatement statement))
        {
            var state = activity.GetTagItem("db.response.status_code") as string;
            _ended[place] = statement with { FailsWith = state };
        }
    }

    private static RecordedParameter Read(NpgsqlParameter parameter) =>
        new(
            parameter.ParameterName,
            parameter.DataTypeName,
            JsonSerializer.SerializeToElement(
                parameter.Value is DBNull ? null : parameter.Value,
                parameter.Value?.GetType() ?? typeof(object)
            )
        );
}
