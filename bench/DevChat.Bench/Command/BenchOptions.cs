namespace DevChat.Bench.Command;

/// <summary>The command line of the load generator. A scenario has its own default for each number that is null.</summary>
internal sealed record BenchOptions
{
    /// <summary>Address of the server, without <c>/api</c>.</summary>
    public required Uri Base { get; init; }

    /// <summary>Names of the scenarios, in the order to run them.</summary>
    public required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>Process of the server on this machine. Null: CPU and memory are not measured.</summary>
    public int? Pid { get; init; }

    /// <summary>Operations per second of an open loop. Null: a closed loop.</summary>
    public double? Rate { get; init; }

    /// <summary>Operations that a closed loop keeps in flight.</summary>
    public int? InFlight { get; init; }

    /// <summary>Length of the measurement.</summary>
    public TimeSpan Measurement { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Length of the warm-up before the measurement.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    public int? Rooms { get; init; }

    /// <summary>Participants of each room.</summary>
    public int? Members { get; init; }

    public int? Connections { get; init; }

    /// <summary>Shell command that kills the server and starts it at the same address. Null: there is none.</summary>
    public string? RestartCommand { get; init; }

    /// <summary>Folder for SVG files. Null: none are written.</summary>
    public string? DrawingFolder { get; init; }
}
