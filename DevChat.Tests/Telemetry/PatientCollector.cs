using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DevChat.Tests.Telemetry;

/// <summary>Takes OTLP over HTTP, and answers nobody before traces, metrics and logs are there, all at the same time.</summary>
internal sealed class PatientCollector : IAsyncDisposable
{
    private const int Signals = 3;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _waiting = new();
    private readonly TaskCompletionSource _all = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private PatientCollector(WebApplication app)
    {
        _app = app;
        app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public bool HadAllAtOnce => _all.Task.IsCompletedSuccessfully;

    public static async Task<PatientCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new PatientCollector(builder.Build());
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var signal = $"{http.Request.Path}";
        _waiting[signal] = true;
        if (_waiting.Count == Signals)
        {
            _all.TrySetResult();
        }

        try
        {
            await _all.Task.WaitAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            _waiting.TryRemove(signal, out _);
        }
    }
}
