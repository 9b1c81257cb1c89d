using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Command;

/// <summary>The program: checks the settings and the stores, migrates the database, and serves until the stop signal.</summary>
internal static class HostCommand
{
    private const string Usage = """
        usage: dotnet DevChat.Host.dll [OPTIONS]
          --urls URLS   addresses to listen on, separated by ';' (default http://127.0.0.1:7071)
        """;

    /// <returns>The exit code, see <see cref="ServerProgram"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args) =>
        ServerProgram.RunAsync(Usage, stop => ServeAsync(args, stop));

    private static async Task ServeAsync(IReadOnlyList<string> args, StopSignal stop)
    {
        var options = CommandOptions.Parse(args, CommandOptions.Urls);
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        HostRequirements.Check(configuration, SettingsCheck.Missing(configuration));
        await StoreProbe.RunAsync(configuration, stop.Token);
        await using var host = await ChatHost.StartAsync(
            new ChatHostOptions
            {
                Urls = options[CommandOptions.Urls] ?? ChatHostOptions.DefaultUrls,
                Configuration = configuration,
            },
            stop.Token
        );
        Console.WriteLine($"DevChat is ready at {new Uri(host.BaseAddress, "api")}.");
        await stop.WaitAsync();
        Console.WriteLine("Stopping.");
    }
}
