using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.LargeData.Measuring;

/// <summary>Measures all queries on a filled database.</summary>
internal sealed class ChatMeasurement(string postgres, string redis, int runs)
{
    public async Task<Measurement> RunAsync()
    {
        await using var services = ChatServices.Build(
            postgres,
            redis,
            new MovableClock(),
            logging => logging.SetMinimumLevel(LogLevel.None)
        );
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var sizes = await RelationSizes.ReadAsync(source);
        var messages = await CountMessagesAsync(source);
        var timer = new QueryTimer(services, runs);
        var times = new List<QueryTime>();
        foreach (var query in await ChatQueries.PrepareAsync(services))
        {
            times.Add(await timer.MeasureAsync(query));
        }

        return new Measurement(messages, runs, times, sizes);
    }

    private static async Task<long> CountMessagesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT count(*) FROM messages");
        command.CommandTimeout = 0; // Unlike the statements of the app, this one reads the whole table.
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
