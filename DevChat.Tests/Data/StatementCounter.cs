using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevChat.Tests.Data;

/// <summary>
/// Counts the SQL statements of single requests, by the trace that a request starts: apps and tests run side by side in one
/// process.
/// </summary>
public sealed class StatementCounter : IDisposable
{
    private readonly ConcurrentQueue<(
        ActivityTraceId Trace,
        string? Database,
        string Sql
    )> _statements = new();
    private readonly ActivityListener _listener;

    public StatementCounter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name is "Npgsql" or "DevChat" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The statements that the server ran for the request before it answered.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(HttpClient client, HttpRequestMessage request)
    {
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return
        [
            .. _statements
                .Where(statement => statement.Trace == trace)
                .Select(statement => statement.Sql),
        ];
    }

    /// <summary>Every statement on the database since the counter was made.</summary>
    public IEnumerable<string> OfDatabase(string database) =>
        _statements
            .Where(statement => statement.Database == database)
            .Select(statement => statement.Sql);

    public void Dispose() => _listener.Dispose();

    private void Record(Activity activity)
    {
        if (activity.Source.Name == "Npgsql" && activity.GetTagItem("db.query.text") is string sql)
        {
            _statements.Enqueue(
                (activity.TraceId, activity.GetTagItem("db.namespace") as string, sql)
            );
        }
    }
}
