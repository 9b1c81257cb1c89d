using System.Globalization;
using System.Threading.Channels;
using DevChat.Functions.Realtime;
using DevChat.Host.Runtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

/// <summary>Opens connections to the hub of a probe host the way any client does.</summary>
internal static class SignalRClients
{
    public static readonly Guid Session = Guid.Parse("018f0000-0000-7000-8000-000000000001");

    /// <summary>A connection of the user, negotiated through the API and started.</summary>
    public static async Task<HubConnection> ConnectAsync(
        this ProbeHost host,
        int user,
        HttpTransportType transport = HttpTransportType.WebSockets
    )
    {
        var connection = host.Connection(user, transport);
        await connection.StartAsync(Soon.Token);
        return connection;
    }

    public static HubConnection Connection(
        this ProbeHost host,
        int user,
        HttpTransportType transport = HttpTransportType.WebSockets
    ) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(host.App.BaseAddress, $"/api?user={user}"), transport)
            .Build();

    /// <summary>What the connection receives for the target, one argument each.</summary>
    public static ChannelReader<T> Listen<T>(this HubConnection connection, string target)
    {
        var heard = Channel.CreateUnbounded<T>();
        connection.On<T>(target, argument => heard.Writer.TryWrite(argument));
        return heard.Reader;
    }

    public static async Task<T> NextAsync<T>(this ChannelReader<T> heard) =>
        await Soon.Within(heard.ReadAsync(Soon.Token).AsTask());

    /// <summary>Sends what a function of the host would return as its output.</summary>
    public static Task SendAsync(this ProbeHost host, SignalRMessageAction action) =>
        host
            .App.Services.GetRequiredService<OutputSender>()
            .SendAsync(
                new Output(
                    new SignalROutputAttribute { HubName = IRealtimeGateway.HubName },
                    action
                ),
                Soon.Token
            );

    /// <summary>Who a probe's negotiation takes the caller for.</summary>
    public static ConnectionOwner Owner(HttpRequest request) =>
        new(
            int.Parse(request.Query["user"].ToString(), CultureInfo.InvariantCulture),
            Session,
            DateTimeOffset.MaxValue
        );
}
