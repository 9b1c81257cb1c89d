using System.Net;
using System.Net.Http.Json;
using DevChat.Functions.Telemetry;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Telemetry;

/// <summary>What the Functions worker sends to its host's log while people chat. host.json has no say in it.</summary>
public sealed class WorkerLogLevelTests(
    WorkerLogLevelTests.WorkerApp app,
    WorkerLogLevelTests.TalkativeApp talkative
) : IClassFixture<WorkerLogLevelTests.WorkerApp>, IClassFixture<WorkerLogLevelTests.TalkativeApp>
{
    private const string Sql = "Microsoft.EntityFrameworkCore.Database.Command";

    [Fact]
    public async Task A_chat_is_logged_in_lines_of_its_own_and_without_those_of_libraries()
    {
        await ChatAsync(app);

        Assert.DoesNotContain(app.Log.Entries, entry => IsOfLibrary(entry) && IsChatter(entry));
        Assert.Contains(app.Log.Entries, entry => entry.Event.Name == "account.signed_in");
        var sends = app.Log.Entries.Where(entry =>
            entry.Text.StartsWith("POST SendMessage by user", StringComparison.Ordinal)
        );
        Assert.Contains(": validation_failed", Assert.Single(sends).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_brings_back_what_is_looked_for_and_nothing_else()
    {
        await ChatAsync(talkative);

        Assert.Contains(talkative.Log.Entries, entry => entry.Category == Sql && IsChatter(entry));
        Assert.All(
            talkative.Log.Entries.Where(entry => IsOfLibrary(entry) && IsChatter(entry)),
            entry => Assert.Equal(Sql, entry.Category)
        );
    }

    [Theory]
    [InlineData("Azure.Core", false)]
    [InlineData("Azure.Identity", false)]
    [InlineData("Microsoft.Azure.Functions.Worker.Grpc", false)]
    [InlineData("Microsoft.Azure.SignalR.Management", false)]
    [InlineData("Npgsql.Command", false)]
    [InlineData("OpenTelemetry", false)]
    [InlineData("DevChat.Audit", true)]
    [InlineData("DevChat.Functions.Http.RequestPipeline", true)]
    [InlineData("DevChat.Domain.Accounts.SessionStore", true)]
    public void Information_is_for_the_own_categories(string category, bool isWritten)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.Equal(isWritten, logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
        Assert.False(logger.IsEnabled(LogLevel.Debug));
    }

    private static bool IsOfLibrary(LogEntry entry) =>
        !entry.Category.StartsWith("DevChat.", StringComparison.Ordinal);

    private static bool IsChatter(LogEntry entry) => entry.Level < LogLevel.Warning;

    private static async Task ChatAsync(WorkerApp app)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("General", grace)).Id();
        await using (var connection = await (await app.LoginAsync(ada)).ConnectAsync())
        {
            await connection.JoinAsync(room);
            await ada.SendAsync(room, "hello");
            await connection.NextAsync("new-message");
            await connection.InvokeAsync("send-message", new { chatroom_id = room, content = "x" });
        }

        await (await ada.PostMessageAsync(room, "")).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        await grace.Http.PutAsJsonAsync($"api/messages/{room}/read", new { seq = 2 });
        await app.CallOutAsync();
    }

    /// <summary>The host with the log levels of the worker, in place of those that it reads from host.json.</summary>
    public class WorkerApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        private const string Client = "elsewhere";

        public LogRecorder Log { get; } = new();

        protected override string? HostFile => "no host.json";

        /// <summary>As a worker gets them from the settings <c>Logging:LogLevel:…</c>.</summary>
        protected virtual IReadOnlyDictionary<string, string?> Levels =>
            new Dictionary<string, string?>();

        /// <summary>A request by way of IHttpClientFactory, whose clients log each.</summary>
        public async Task CallOutAsync()
        {
            using var http = Services.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
            await http.GetAsync(new Uri(Address, "api/health"));
        }

        protected override void AddLogging(ILoggingBuilder logging)
        {
            base.AddLogging(logging);
            logging.AddConfiguration(
                new ConfigurationBuilder().AddInMemoryCollection(Levels).Build()
            );
            logging.AddProvider(Log);
            logging.AddWorkerLogLevels();
        }

        protected override void AddServices(IServiceCollection services)
        {
            base.AddServices(services);
            services.AddHttpClient(Client);
        }
    }

    public sealed class TalkativeApp(EmbeddedServers servers) : WorkerApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Levels =>
            new Dictionary<string, string?> { [$"LogLevel:{Sql}"] = "Information" };
    }
}
