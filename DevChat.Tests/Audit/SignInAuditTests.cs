using System.Net.Http.Json;
using DevChat.Domain.Accounts;
using DevChat.Functions.Audit;
using DevChat.Testing.Apps;
using DevChat.Testing.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Audit;

public sealed class SignInAuditTests(SignInAuditTests.RecordedApp app)
    : IClassFixture<SignInAuditTests.RecordedApp>
{
    [Fact]
    public async Task Signing_up_in_and_out_is_recorded()
    {
        var user = await app.RegisterAsync();
        await app.LoginAsync(user);
        var answer = await user.Http.PostAsync(
            new Uri("api/auth/logout", UriKind.Relative),
            content: null
        );

        var lines = app.Audited(user.Id);

        Assert.Equal(
            ["account.signed_up", "account.signed_in", "account.signed_out"],
            lines.Select(line => line.Event.Name)
        );
        Assert.All(lines, line => Assert.Equal("127.0.0.1", line.Fields["ClientAddress"]));
        Assert.Equal(
            answer.Headers.GetValues("X-Request-Id").Single(),
            lines[^1].Fields["RequestId"]
        );
    }

    [Fact]
    public async Task A_failed_sign_in_is_recorded_without_email_address_and_password()
    {
        var user = await app.RegisterAsync("victim");

        await app.Anonymous.PostAsJsonAsync(
            "api/auth/login",
            new { email = user.Email, password = "a wrong password" }
        );

        var line = Assert.Single(app.Log.Entries, entry => entry.Event == AuditEvents.SignInFailed);
        Assert.Null(line.Fields["ActorId"]);
        Assert.Equal(
            app.Services.GetRequiredService<AccountHash>().Of(user.Email),
            line.Fields["AccountHash"]
        );
        foreach (var secret in new[] { user.Email, TestUser.Password, "a wrong password" })
        {
            Assert.DoesNotContain(
                app.Log.Entries,
                entry => entry.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    public sealed class RecordedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public LogRecorder Log { get; } = new();

        public List<LogEntry> Audited(int actorId) =>
            [
                .. Log.Entries.Where(entry =>
                    entry.Category == AuditLog.Category
                    && entry.Fields["ActorId"] is int id
                    && id == actorId
                ),
            ];

        protected override void AddLogging(ILoggingBuilder logging)
        {
            base.AddLogging(logging);
            logging.AddProvider(Log);
        }
    }
}
