using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Tests.Host;

/// <summary>A client over server-sent events or long polling that takes nothing of what it is sent.</summary>
internal sealed class StuckHttpClient : IDisposable
{
    private readonly HttpClient _http = new(RawClient.LittleBuffer());
    private Uri _address = null!;
    private HttpResponseMessage? _events;

    /// <summary>Connected, and in the group <c>g</c>.</summary>
    public static async Task<StuckHttpClient> JoinAsync(
        ConnectionGrant grant,
        HttpTransportType transport
    )
    {
        var client = new StuckHttpClient();
        client._http.DefaultRequestHeaders.Authorization = new("Bearer", grant.AccessToken);
        client._address = await client.NegotiateAsync(grant);
        await client.OpenAsync(transport);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.SendAsync("""{"type":1,"target":"join","arguments":["g"]}""");
        return client;
    }

    public void Dispose()
    {
        _events?.Dispose();
        _http.Dispose();
    }

    private async Task<Uri> NegotiateAsync(ConnectionGrant grant)
    {
        var address = grant.Url.Replace("/client/", "/client/negotiate", StringComparison.Ordinal);
        var answer = await _http.PostAsync(
            new Uri($"{address}&negotiateVersion=1"),
            content: null,
            Soon.Token
        );
        var negotiated = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Soon.Token));
        var token = negotiated.GetProperty("connectionToken").GetString()!;
        return new Uri($"{grant.Url}&id={Uri.EscapeDataString(token)}");
    }

    /// <summary>Opens the stream of events without reading it; or polls once, which is when a connection begins.</summary>
    private async Task OpenAsync(HttpTransportType transport)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        if (transport == HttpTransportType.ServerSentEvents)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        }

        _events = await _http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Soon.Token
        );
        _events.EnsureSuccessStatusCode();
    }

    private async Task SendAsync(string frame)
    {
        var answer = await _http.PostAsync(
            _address,
            new StringContent($"{frame}\u001e", Encoding.UTF8, "text/plain"),
            Soon.Token
        );
        answer.EnsureSuccessStatusCode();
    }
}
