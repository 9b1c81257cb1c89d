using DevChat.Testing.Apps;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>
/// A way through everything that the app does, always the same. The statements that it gives rise to stand for those of a
/// version: a statement that no step reaches is not protected from the next migration.
/// </summary>
internal sealed class Tour(TourApp app)
{
    /// <summary>Targets of the realtime calls that were made.</summary>
    public HashSet<string> Called { get; } = [];

    public async Task RunAsync()
    {
        await app.Anonymous.GetAsync(new Uri("api/health/ready", UriKind.Relative));
        await BackgroundSteps.LetSweepsTrustRedisAsync(app);
        var cast = new Cast(
            await app.RegisterAsync("ada"),
            await app.RegisterAsync("grace"),
            await app.RegisterAsync("kay")
        );
        await AccountSteps.RunAsync(app, cast);
        var rooms = await RoomSteps.OpenAsync(cast);
        var since = await SyncSteps.BeginAsync(cast.Grace);
        await MessageSteps.RunAsync(cast, rooms);
        since = await SyncSteps.ReadAsync(cast, rooms, since);
        await RealtimeSteps.RunAsync(app, cast, rooms, Called);
        await BackgroundSteps.RunAsync(app, cast, rooms);
        await RoomSteps.CloseAsync(cast, rooms);
        await SyncSteps.CatchUpAsync(cast.Grace, since);
        await AccountSteps.EndAsync(cast);
        await BackgroundSteps.EndAsync(app);
    }
}

/// <param name="Ada">Opens the rooms.</param>
internal sealed record Cast(TestUser Ada, TestUser Grace, TestUser Kay);

/// <param name="Group">Of all three.</param>
/// <param name="Direct">Of Ada and Grace.</param>
internal sealed record Rooms(int Group, int Direct);
