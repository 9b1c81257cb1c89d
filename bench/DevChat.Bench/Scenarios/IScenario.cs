using DevChat.Bench.Command;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>A load that is put on the server, with its users and rooms.</summary>
internal interface IScenario
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of scenarios.</summary>
    string Description { get; }

    /// <summary>False if the command line lacks an option that the scenario needs.</summary>
    bool CanRun(BenchOptions options) => true;

    Task<ScenarioResult> RunAsync(Workbench bench);
}
