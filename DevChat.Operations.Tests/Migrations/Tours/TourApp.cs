using DevChat.Host.Http;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>An app on an empty database whose statements are recorded, and in which nothing happens but what a tour does.</summary>
internal sealed class TourApp(EmbeddedServers servers, string? postgres = null)
    : DevChatApp(servers)
{
    public StatementRecorder Recorder { get; } = new();

    public OffsetClock Time { get; } = new();

    /// <summary>Names of the HTTP functions that ran.</summary>
    public HashSet<string> Requested { get; } = [];

    protected override TimeProvider? Clock => Time;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Recorder.Dispose();
    }

    /// <summary>Asks until the answer is yes; on a connection of its own, which is not recorded.</summary>
    public async Task UntilAsync(string question)
    {
        await using var connection = new NpgsqlConnection(Postgres(Services));
        await connection.OpenAsync(Soon.Token);
        await using var command = new NpgsqlCommand(question, connection);
        await Soon.UntilAsync(
            async () => (bool)(await command.ExecuteScalarAsync(Soon.Token))!,
            question
        );
    }

    protected override async Task<ServerCorner> TakeCornerAsync()
    {
        var corner = await base.TakeCornerAsync();
        return postgres is null ? corner : corner with { Postgres = postgres };
    }

    protected override void AddServices(IServiceCollection services)
    {
        base.AddServices(services);
        services.Replace(
            ServiceDescriptor.Singleton(provider => Recorder.Listen(Postgres(provider)))
        );
        Wrap(services);
    }

    private static string Postgres(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;

    private void Wrap(IServiceCollection services)
    {
        var pipeline = services.Single(service => service.ServiceType == typeof(HttpPipeline));
        services.Replace(
            ServiceDescriptor.Scoped<HttpPipeline>(provider =>
            {
                var inner = (HttpPipeline)pipeline.ImplementationFactory!(provider);
                return (http, function, next) =>
                {
                    lock (Requested)
                    {
                        Requested.Add(function.Name);
                    }

                    return inner(http, function, next);
                };
            })
        );
    }
}
