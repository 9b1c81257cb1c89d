using DevChat.Faults.Deployments;

namespace DevChat.Faults.Injection;

/// <summary>Something that goes wrong, and is made good again.</summary>
internal interface IFault
{
    /// <summary>Returns when everything runs again.</summary>
    /// <param name="deployment">Where it happens.</param>
    /// <param name="number">How many faults of this kind came before.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    Task InflictAsync(Deployment deployment, int number, CancellationToken cancellationToken);
}
