using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Users sign in. The cost is that of the password hash: see the server's setting Passwords__WorkFactor.</summary>
internal sealed class LoginScenario : IScenario
{
    private const int Users = 100;
    private const int InFlight = 8;

    public string Name => "login";

    public string Description => $"POST /api/auth/login by {Users} users";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var users = await bench.RegisterAsync(bench.Options.Members ?? Users);
        var run = bench.NewRun(InFlight);
        var answers = new LatencyHistogram("login");

        await run.ExecuteAsync(LoginAsync);
        return new(Name, run, [answers]);

        async Task LoginAsync(Arrival arrival)
        {
            await bench.Api.LoginAsync(users[arrival.Index % users.Length]);
            run.Record(answers, arrival);
        }
    }
}
