using System.Text.Json;
using DevChat.LargeData;
using DevChat.LargeData.Filling;
using DevChat.LargeData.Measuring;

const string usage = """
    fill     --connection POSTGRES [--messages 10000000] [--busy-user-rooms 500]
                                                                 migrates an empty database and fills it
    measure  --connection POSTGRES --redis REDIS [--runs 200]    prints a table, and the same as a line of JSON
    compare  FILE…                                               prints such lines of JSON side by side
    """;

var options = new Options(args);
switch (args.FirstOrDefault())
{
    case "fill":
        var size = DataSize.Of(options.Number("messages", 10_000_000));
        size = size with { BusyUserRooms = options.Number("busy-user-rooms", size.BusyUserRooms) };
        var fill = new ChatFill(
            options.Required("connection"),
            size,
            TimeProvider.System.GetUtcNow()
        );
        await fill.RunAsync(Console.WriteLine, CancellationToken.None);
        return 0;
    case "measure":
        var measured = await new ChatMeasurement(
            options.Required("connection"),
            options.Required("redis"),
            options.Number("runs", 200)
        ).RunAsync();
        Print([measured]);
        Console.WriteLine(JsonSerializer.Serialize(measured));
        return 0;
    case "compare":
        Print([.. args.Skip(1).Select(Read)]);
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 1;
}

static void Print(IReadOnlyList<Measurement> measurements)
{
    foreach (var line in Comparison.Lines(measurements))
    {
        Console.WriteLine(line);
    }
}

// The last line of what `measure` printed.
static Measurement Read(string file) =>
    JsonSerializer.Deserialize<Measurement>(File.ReadLines(file).Last())!;
