using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

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
            tracing
                .ConfigureCommandEnrichmentCallback(
                    (activity, command) =>
                        Begin(activity, [Read(command.CommandText, command.Parameters)])
                )
                .ConfigureBatchEnrichmentCallback(
                    (activity, batch) =>
                        Begin(
                            activity,
                            [
                                .. batch
                                    .BatchCommands.Cast<NpgsqlBatchCommand>()
                                    .Select(command =>
                                        Read(command.CommandText, command.Parameters)
                                    ),
                            ]
                        )
                )
        );
        return builder.Build();
    }

    public void Dispose() => _listener.Dispose();

    private void Begin(Activity activity, IReadOnlyList<RecordedStatement> statements) =>
        activity.SetCustomProperty(
            Statement,
            statements.Select(statement => (Interlocked.Increment(ref _begun), statement)).ToList()
        );

    /// <summary>The span of a batch ends before its later statements do: whether one fails is seen when it is replayed.</summary>
    private void End(Activity activity)
    {
        if (
            activity.GetCustomProperty(Statement)
            is not List<(int Place, RecordedStatement Statement)> begun
        )
        {
            return;
        }

        var state =
            begun.Count > 1
                ? RecordedStatement.SeenInReplay
                : activity.GetTagItem("db.response.status_code") as string;
        foreach (var (place, statement) in begun)
        {
            _ended[place] = statement with { FailsWith = state };
        }
    }

    private static RecordedStatement Read(string sql, NpgsqlParameterCollection parameters) =>
        new(sql, [.. parameters.Select(ReadParameter)], FailsWith: null, Columns: []);

    private static RecordedParameter ReadParameter(NpgsqlParameter parameter) =>
        new(
            parameter.ParameterName,
            parameter.DataTypeName,
            JsonSerializer.SerializeToElement(
                parameter.Value is DBNull ? null : parameter.Value,
                parameter.Value?.GetType() ?? typeof(object)
            )
        );
}
