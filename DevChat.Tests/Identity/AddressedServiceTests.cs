using Azure.Storage.Queues;
using DevChat.Functions;
using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Identity;

/// <summary>What the settings of an identity become, where there is no service here to ask.</summary>
public sealed class AddressedServiceTests
{
    [Theory]
    [InlineData("accountName", "devchat", "https://devchat.queue.core.windows.net/")]
    [InlineData("queueServiceUri", "https://queues.example.org", "https://queues.example.org/")]
    public async Task Queues_are_found_by_the_settings_of_the_Functions_host(
        string setting,
        string value,
        string address
    )
    {
        var configuration = Configuration(
            ($"AzureWebJobsStorage:{setting}", value),
            ("AzureWebJobsStorage:credential", "managedidentity"),
            ("AzureWebJobsStorage:clientId", IdentityEndpoint.ClientId)
        );
        await using var services = new ServiceCollection()
            .AddDevChat(configuration)
            .BuildServiceProvider();

        Assert.Equal(address, services.GetRequiredService<QueueServiceClient>().Uri.ToString());
    }

    [Fact]
    public void The_connection_string_of_Azure_SignalR_names_the_identity() =>
        Assert.Equal(
            $"Endpoint=https://chat.service.signalr.net;AuthType=azure.msi;ClientId={IdentityEndpoint.ClientId};Version=1.0;",
            AzureSettings.SignalRConnection(
                Configuration(
                    (
                        "AzureSignalRConnectionString:serviceUri",
                        "https://chat.service.signalr.net/"
                    ),
                    ("AzureSignalRConnectionString:credential", "managedidentity"),
                    ("AzureSignalRConnectionString:clientId", IdentityEndpoint.ClientId)
                )
            )
        );

    [Fact]
    public void A_connection_string_of_Azure_SignalR_is_taken_as_it_is() =>
        Assert.Equal(
            "Endpoint=https://chat;AccessKey=cTc=;",
            AzureSettings.SignalRConnection(
                Configuration(
                    ("AzureSignalRConnectionString", "Endpoint=https://chat;AccessKey=cTc=;")
                )
            )
        );

    private static IConfiguration Configuration(
        params IEnumerable<(string Name, string Value)> settings
    ) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting =>
                    KeyValuePair.Create(setting.Name, (string?)setting.Value)
                )
            )
            .Build();
}
