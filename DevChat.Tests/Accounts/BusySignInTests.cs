using System.Net;
using System.Net.Http.Json;
using DevChat.Domain.Accounts;
using DevChat.Functions.Audit;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Accounts;

/// <summary>While more passwords are to be hashed than can be.</summary>
public sealed class BusySignInTests(SignInAuditTests.RecordedApp app)
    : IClassFixture<SignInAuditTests.RecordedApp>
{
    private HashingLimiter Line => app.Services.GetRequiredService<HashingLimiter>();

    [Fact]
    public async Task Everything_else_is_answered()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        using var hashing = new HeldHashings(Line, Line.Capacity / 2);
        Task<HttpResponseMessage>[] waiting =
        [
            .. Enumerable.Range(0, 16).Select(i => RegisterAsync($"waiting{i}")),
            LoginAsync(ada.Email, TestUser.Password),
        ];

        await (
            await app.Anonymous.GetAsync(new Uri("api/health/ready", UriKind.Relative))
        ).ReadAsync(HttpStatusCode.OK);
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ConnectAsync();
        await connection.JoinAsync(room);
        await ada.SendAsync(room, "good morning");
        await connection.NextAsync("new-message");

        Assert.DoesNotContain(waiting, answer => answer.IsCompleted);
        hashing.Dispose();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.True(answer.IsSuccessStatusCode));
    }

    [Fact]
    public async Task When_too_many_wait_the_next_one_is_put_off()
    {
        var ada = await app.RegisterAsync();
        using var hashing = new HeldHashings(Line, Line.Capacity);

        HttpResponseMessage[] answers =
        [
            await LoginAsync(ada.Email, TestUser.Password),
            await LoginAsync("nobody@example.test", TestUser.Password),
            await RegisterAsync("toomany"),
        ];

        foreach (var answer in answers)
        {
            await answer.ReadProblemAsync(HttpStatusCode.ServiceUnavailable, "sign_in_busy");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        }

        Assert.DoesNotContain(app.Log.Entries, entry => entry.Event == AuditEvents.SignInFailed);
        hashing.Dispose();
        await app.LoginAsync(ada);
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password) =>
        app.Anonymous.PostAsJsonAsync("api/auth/login", new { email, password });

    private Task<HttpResponseMessage> RegisterAsync(string username) =>
        app.Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email = $"{username}@example.test",
                password = TestUser.Password,
            }
        );
}
