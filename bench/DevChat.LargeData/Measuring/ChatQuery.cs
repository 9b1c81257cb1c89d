namespace DevChat.LargeData.Measuring;

/// <summary>Something that users or timers ask of the chat, through its own services.</summary>
/// <param name="RunAsync">Gets the services of a scope and the number of the run, so that runs read different rows.</param>
public sealed record ChatQuery(string Name, Func<IServiceProvider, int, Task> RunAsync)
{
    /// <summary>What happens before each run, and is not measured.</summary>
    public Func<IServiceProvider, Task> BeforeAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>A query of one service.</summary>
    internal static ChatQuery Of<TService>(string name, Func<TService, int, Task> run)
        where TService : notnull =>
        new(name, (services, number) => run(Get<TService>(services), number));

    private static TService Get<TService>(IServiceProvider services) =>
        (TService)services.GetService(typeof(TService))!;
}
