using DevChat.Functions;
using DevChat.Functions.Azure;
using DevChat.Functions.Realtime;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);

// Before UseMiddleware, or the middleware finds no HttpContext.
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestPipelineMiddleware>();

builder.Services.AddDevChat(builder.Configuration);
builder.Services.AddSingleton<IRealtimeGateway, AzureSignalRGateway>();

// The host has telemetryMode OpenTelemetry (host.json): it records requests, the worker what happens in them.
builder.Services.AddTelemetry(builder.Configuration).UseFunctionsWorkerDefaults();

await builder.Build().RunAsync();
