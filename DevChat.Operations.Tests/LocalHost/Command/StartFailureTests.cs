using System.Net;
using System.Net.Sockets;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Command;

/// <summary>What a developer sees when the program cannot start: one line that names the cause, and an exit code.</summary>
public sealed class StartFailureTests(LocalHostDirectory directory, EmbeddedServers servers)
    : IClassFixture<LocalHostDirectory>
{
    /// <summary>Port 1 of this machine, which nobody listens on.</summary>
    public static TheoryData<string, string> UnusableStores =>
        new()
        {
            { "ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=ada;Password=hidden" },
            { "ConnectionStrings__Redis", "127.0.0.1:1,password=hidden" },
            {
                "AzureWebJobsStorage",
                "AccountName=ada;AccountKey=aGlkZGVu;QueueEndpoint=http://127.0.0.1:1/ada"
            },
        };

    [Theory]
    [MemberData(nameof(UnusableStores))]
    public async Task A_connection_string_that_cannot_be_used_is_named(string name, string value)
    {
        var environment = Named(await servers.TakeCornerAsync());
        environment[name] = value;

        var line = await RefusalAsync(environment);

        Assert.Contains(
            $"{name.Replace("__", ":", StringComparison.Ordinal)} names a store that cannot be used",
            line,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
        Assert.DoesNotContain("aGlkZGVu", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_named_together_and_not_repeated()
    {
        using var refused = directory.Start(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Password=a;hidden=1",
                ["ConnectionStrings__Redis"] = "127.0.0.1:1,password=a,hidden=1",
                ["AzureWebJobsStorage"] = "hidden",
                ["RateLimits__LoginPerAccount"] = "hidden",
                ["SignalR__Backplane"] = "hidden",
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "hidden",
            }
        );

        Assert.Equal(1, await refused.ExitCodeAsync());
        var errors = await refused.ErrorsAsync();
        Assert.DoesNotContain("hidden", errors, StringComparison.Ordinal);
        Assert.Equal(
            [
                "ConnectionStrings:Postgres cannot be read",
                "ConnectionStrings:Redis cannot be read",
                "AzureWebJobsStorage cannot be read",
                "RateLimits:LoginPerAccount cannot be read",
                "SignalR:Backplane is neither redis nor empty.",
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED cannot be read",
            ],
            errors
                .TrimEnd('\n')
                .Replace("DevChat did not start: ", "", StringComparison.Ordinal)
                .Split('\n')
                .Select(line => line.Split(": it is ")[0])
        );
    }

    [Fact]
    public async Task Production_does_not_start_with_the_secret_of_an_example()
    {
        var environment = Named(await servers.TakeCornerAsync());
        environment["Jwt__Secret"] = DevChatApp.ExampleSecret;
        environment["DOTNET_ENVIRONMENT"] = "Production";

        var line = await RefusalAsync(environment);

        Assert.Contains("Jwt:Secret has a secret that is an example or easy to guess", line);
        Assert.DoesNotContain(DevChatApp.ExampleSecret, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_used_is_named_before_anything_is_started()
    {
        using var fresh = new LocalHostDirectory();
        using var refused = fresh.Start(
            new Dictionary<string, string?> { ["ConnectionStrings__Redis"] = "nonsense=1" }
        );

        Assert.Equal(1, await refused.ExitCodeAsync());
        Assert.False(Directory.Exists(fresh.Data));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var environment = Named(await servers.TakeCornerAsync());

        var line = await RefusalAsync(environment, urls: $"http://{holder.LocalEndpoint}");

        Assert.Contains($"{holder.LocalEndpoint}", line, StringComparison.Ordinal);
        Assert.Contains("Choose another with --urls.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signing_secret_that_is_too_short_is_refused()
    {
        var environment = Named(await servers.TakeCornerAsync());
        environment["Jwt__Secret"] = "too short";

        var line = await RefusalAsync(environment);

        Assert.Contains("Jwt:Secret is too short", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_instances_without_a_common_signing_secret_are_refused()
    {
        var environment = Named(await servers.TakeCornerAsync());
        environment["SignalR__Backplane"] = "redis";

        var line = await RefusalAsync(environment);

        Assert.Contains("Jwt:Secret is not set", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_Node_is_named_with_the_cure()
    {
        var line = await RefusalAsync(
            new Dictionary<string, string?> { ["PATH"] = directory.Root }
        );

        Assert.Contains("there is no node on the PATH", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_another_run_holds_is_named()
    {
        var environment = Named(await servers.TakeCornerAsync());
        environment.Remove("ConnectionStrings__Redis");
        using var holder = directory.Start(environment);
        await holder.AddressAsync();

        var line = await RefusalAsync(environment);

        Assert.Contains(
            $"{directory.Data} is in use by another LocalHost",
            line,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--bogus", "value")]
    [InlineData("--urls")]
    public async Task A_wrong_command_line_is_answered_with_the_right_one(params string[] arguments)
    {
        using var refused = ProgramProcess.Start(
            "DevChat.LocalHost",
            directory.Root,
            new Dictionary<string, string?>(),
            arguments
        );

        Assert.Equal(2, await refused.ExitCodeAsync());
        var lines = (await refused.ErrorsAsync()).Split('\n');
        Assert.StartsWith(arguments[0], lines[0], StringComparison.Ordinal);
        Assert.StartsWith("usage:", lines[1], StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Named(ServerCorner corner) =>
        new()
        {
            ["ConnectionStrings__Postgres"] = corner.Postgres,
            ["ConnectionStrings__Redis"] = corner.Redis,
            ["AzureWebJobsStorage"] = corner.Storage,
        };

    /// <summary>The one line on stderr of a run that must fail; nothing of it goes on running.</summary>
    private async Task<string> RefusalAsync(
        IReadOnlyDictionary<string, string?> environment,
        string urls = "http://127.0.0.1:0"
    )
    {
        using var refused = directory.Start(environment, urls);
        Assert.Equal(1, await refused.ExitCodeAsync());
        var errors = await refused.ErrorsAsync();
        return Assert.Single(errors.TrimEnd('\n').Split('\n'));
    }
}
