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
    // The Functions host logs the standard error of a worker that ends.
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, failures));
    return 1;
}

// Must come before UseMiddleware. Otherwise the middleware finds no HttpContext.
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestPipelineMiddleware>();

builder.Logging.AddWorkerLogLevels();
builder.Services.AddDevChat(builder.Configuration);
builder.Services.AddSingleton<IRealtimeGateway, AzureSignalRGateway>();

// The host has telemetryMode OpenTelemetry (host.json). It records the requests, and the worker records what it does in
// them.
var telemetry = builder.Services.AddTelemetry(builder.Configuration);
if (TelemetryDestinations.Of(builder.Configuration).Any)
{
    // This extension records traces only, but for every exporter.
    telemetry.UseFunctionsWorkerDefaults();
}

await builder.Build().RunAsync();
return 0;
