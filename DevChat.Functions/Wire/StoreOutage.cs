using System.Net.Sockets;
using Npgsql;

namespace DevChat.Functions.Wire;

internal static class StoreOutage
{
    /// <summary>Whether a store that cannot be reached is the cause. EF Core and the driver wrap it, so the whole chain is looked at.</summary>
    public static bool IsBehind(Exception? exception) =>
        exception switch
        {
            null => false,
            NpgsqlException { IsTransient: true } => true,
            SocketException or TimeoutException => true,
            _ => IsBehind(exception.InnerException),
        };
}
