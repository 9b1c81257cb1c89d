using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A built program in a process of its own, as a user starts it. What still runs at the end is killed.</summary>
public sealed partial class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<Uri> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private ProgramProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _ = ReadOutputAsync();
    }

    /// <param name="program">DevChat.Host or DevChat.LocalHost.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Variables added to those of the tests; null takes one away.</param>
    /// <param name="arguments">The options of the program.</param>
    public static ProgramProcess Start(
        string program,
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        params IEnumerable<string> arguments
    )
    {
        string[] command =
        [
            .. HeedingInterrupts(),
            DotnetHost.Path,
            "exec",
            Path.Combine(AppContext.BaseDirectory, $"{program}.dll"),
            .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>The address of the line that says it is ready; fails with what it said on stderr when it ended before.</summary>
    public Task<Uri> AddressAsync() => Soon.Within(_address.Task);

    /// <summary>Everything on stderr, once the program has ended.</summary>
    public Task<string> ErrorsAsync() => Soon.Within(_errors);

    /// <summary>The exit code, once the program has ended.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await Soon.Within(_process.WaitForExitAsync(Soon.Token));
        return _process.ExitCode;
    }

    public int Id => _process.Id;

    /// <summary>Waits for its end, however long it runs.</summary>
    public Task EndAsync(CancellationToken cancellationToken) =>
        _process.WaitForExitAsync(cancellationToken);

    /// <summary>The next line it prints, or has printed since this was asked last, in which all of the parts are.</summary>
    public async Task<string> LineAsync(params IReadOnlyList<string> parts)
    {
        while (true)
        {
            var line = await Soon.Within(_lines.Reader.ReadAsync());
            if (parts.All(part => line.Contains(part, StringComparison.Ordinal)))
            {
                return line;
            }
        }
    }

    /// <summary>What it has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    public void Signal(int signal) => _ = Libc.Signal(_process.Id, signal);

    /// <summary>SIGKILL for this one process.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // A shell gives its background jobs a SIGINT that is ignored, and .NET leaves it ignored.
    private static string[] HeedingInterrupts() =>
        OperatingSystem.IsLinux() ? ["/usr/bin/env", "--default-signal=INT"] : [];

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.Enqueue(line);
            _lines.Writer.TryWrite(line);
            if (Ready().Match(line) is { Success: true } ready)
            {
                _address.TrySetResult(new Uri(ready.Groups["address"].Value));
            }
        }

        _address.TrySetException(new InvalidOperationException(await _errors));
    }

    [GeneratedRegex(@"^DevChat is ready at (?<address>http://\S+/)api( after|\.$)")]
    private static partial Regex Ready();
}
