using System.Net.Sockets;
using DevChat.LocalHost.Parts;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace DevChat.LocalHost.Command;

/// <summary>Failures of a start that need no stack trace.</summary>
internal static class StartFailure
{
    /// <summary>What to print; null for a failure that is ours.</summary>
    public static string? Explain(Exception exception) =>
        exception switch
        {
            PartsException or StartException => exception.Message,
            OptionsValidationException invalid => string.Join(" ", invalid.Failures),
            IOException { InnerException: AddressInUseException } inUse =>
                $"{inUse.Message} Choose another with --urls.",
            SocketException or FormatException or IOException => exception.Message,
            _ => null,
        };
}
