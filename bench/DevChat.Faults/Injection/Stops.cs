using DevChat.Faults.Deployments;

namespace DevChat.Faults.Injection;

/// <summary>SIGSTOP for a server and all its processes, and SIGCONT later: it hangs, and nobody is told.</summary>
internal sealed class StoppedServer(Func<Deployment, int> choose, TimeSpan duration) : IFault
{
    public async Task InflictAsync(
        Deployment deployment,
        int number,
        CancellationToken cancellationToken
    )
    {
        var processId = choose(deployment);
        ProcessTree.StopAll(processId);
        try
        {
            await Task.Delay(duration, cancellationToken);
        }
        finally
        {
            ProcessTree.ContinueAll(processId);
        }
    }
}
