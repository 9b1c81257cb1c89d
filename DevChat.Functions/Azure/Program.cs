using DevChat.Functions;
using DevChat.Functions.Azure;
using DevChat.Functions.Realtime;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);

// Before UseMiddleware, or the middleware finds no HttpContext.
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestPipelineMiddleware>();

builder.Services.AddDevChat(builder.Configuration);
builder.Services.AddSingleton<IRealtimeGateway, AzureSignalRGateway>();

await builder.Build().RunAsync();
