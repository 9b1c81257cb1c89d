using DevChat.Functions;
using DevChat.Functions.Azure;
using DevChat.Functions.Realtime;
using DevChat.Functions.Settings;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
if (AzureSettings.Failures(builder.Configuration) is { Count: > 0 } failures)
{
    // The Functions host logs what a worker that ends has said here.
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, failures));
    return 1;
}

// Before UseMiddleware, or the middleware finds no HttpContext.
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestPipelineMiddleware>();

builder.Logging.AddWorkerLogLevels();
builder.Services.AddDevChat(builder.Configuration);
builder.Services.AddSingleton<IRealtimeGateway, AzureSignalRGateway>();

// The host has telemetryMode OpenTelemetry (host.json): it records requests, the worker what happens in them.
var telemetry = builder.Services.AddTelemetry(builder.Configuration);
if (TelemetryDestinations.Of(builder.Configuration).Any)
{
    // It records traces, wherever they go.
    telemetry.UseFunctionsWorkerDefaults();
}

await builder.Build().RunAsync();
return 0;
