using System.Net.Sockets;
using DevChat.LocalHost.Parts;
using Microsoft.AspNetCore.Connections;

namespace DevChat.LocalHost.Command;

/// <summary>Failures of a start that need no stack trace.</summary>
internal static class StartFailure
{
    /// <summary>What to print; null for a failure that is ours.</summary>
    public static string? Explain(Exception exception) =>
        exception switch
        {
            PartsException or StartException => exception.Message,
            IOException { InnerException: AddressInUseException } inUse =>
                $"{inUse.Message} Choose another with --urls.",
            SocketException or FormatException or IOException => exception.Message,
            _ => null,
        };
}
