using System.Net.Sockets;
using Azure.Identity;
using DevChat.Domain.Data;
using Npgsql;

namespace DevChat.Functions.Wire;

internal static class StoreOutage
{
    /// <summary>
    /// Whether the cause is a store that cannot be reached, or a token for it that cannot be had. EF Core and the driver wrap
    /// it, so the whole chain is looked at.
    /// </summary>
    public static bool IsBehind(Exception? exception) =>
        exception switch
        {
            null => false,
            _ when exception.IsWriteConflict() => false,
            NpgsqlException { IsTransient: true } => true,
            SocketException or TimeoutException => true,
            AuthenticationFailedException => true,
            _ when IsOfSignalRService(exception) => true,
            _ => IsBehind(exception.InnerException),
        };

    /// <summary>
    /// What Azure SignalR's own library throws: it is not connected, or is refused. Told by the namespace, because only the
    /// function app references that library.
    /// </summary>
    private static bool IsOfSignalRService(Exception exception) =>
        exception.GetType().Namespace == "Microsoft.Azure.SignalR.Common";
}
