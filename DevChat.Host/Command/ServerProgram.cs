using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace DevChat.Host.Command;

/// <summary>Runs a program that serves until the stop signal, and defines its exit codes.</summary>
public static class ServerProgram
{
    /// <summary>
    /// Runs <paramref name="serve"/>. A failure that the user can fix is written to stderr without a stack trace.
    /// </summary>
    /// <param name="usage">The options of the program, printed when the command line is wrong.</param>
    /// <param name="serve">Returns after the stop signal.</param>
    /// <returns>0 after the stop signal, 1 for a failed start, 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string usage, Func<StopSignal, Task> serve)
    {
        using var stop = new StopSignal();
        try
        {
            await serve(stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n{usage}");
            return 2;
        }
        catch (Exception failure) when (Explain(failure) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"DevChat did not start: {explanation}");
            return 1;
        }
    }

    /// <summary>The text to print. Null for a failure that is a bug of the program.</summary>
    private static string? Explain(Exception exception) =>
        exception switch
        {
            StartException => exception.Message,
            IOException { InnerException: AddressInUseException } inUse =>
                $"{inUse.Message} Choose another with --urls.",
            SocketException or FormatException or IOException => exception.Message,
            _ => null,
        };
}

/// <summary>A failed start that the user can fix. The message has one line for each cause, with a fix.</summary>
public class StartException(string message, Exception? cause = null) : Exception(message, cause);
