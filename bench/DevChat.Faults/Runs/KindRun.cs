using DevChat.Faults.Audits;
using DevChat.Faults.Clients;
using DevChat.Faults.Command;
using DevChat.Faults.Deployments;
using DevChat.Faults.Injection;
using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Runs;

/// <summary>Faults of one kind under load, on stores of their own, and the audit.</summary>
/// <param name="kind">The faults.</param>
/// <param name="options">How many, and of what load.</param>
/// <param name="log">Receives the details.</param>
internal sealed class KindRun(FaultKind kind, FaultOptions options, Action<string> log)
{
    /// <summary>So many messages are acknowledged between two faults.</summary>
    private const int Between = 30;
    private const int ShownFindings = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Longer than any client waits before its next try, and any request before its end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Random _random = new(options.Seed);

    public async Task<KindResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var deployment = await Deployment.StartAsync(kind.Needs, cancellationToken);
        await using var clients = await ClientProgram.StartAsync(
            deployment.Address,
            options,
            cancellationToken
        );
        await clients.AcknowledgedAsync(Between, Patience, cancellationToken);
        var from = Now();
        var faults = await InflictAllAsync(deployment, clients, cancellationToken);
        var to = Now();
        var (current, all) = await clients.FinishAsync(cancellationToken);
        var result = new KindResult
        {
            Kind = kind.Name,
            Faults = faults,
            Recovered = faults == options.Times,
            Operations = clients.Ledger.Acknowledged.Count,
            Outages = Outages.Of(clients.Ledger, from, to),
            Findings = await AuditAsync(deployment, clients, cancellationToken),
        };
        Tell(result, clients.Ledger, $"{current} of {all} clients were up to date by themselves");
        return result;
    }

    /// <returns>After how many faults messages were acknowledged again.</returns>
    private async Task<int> InflictAllAsync(
        Deployment deployment,
        ClientProgram clients,
        CancellationToken cancellationToken
    )
    {
        for (var number = 0; number < options.Times; number++)
        {
            // The fault hits the load at any moment.
            await Task.Delay(_random.NextDouble() * LongestPause, cancellationToken);
            var fault = kind.Faults[number % kind.Faults.Count];
            var turn = number / kind.Faults.Count;
            await fault.InflictAsync(deployment, turn, cancellationToken);
            if (!await clients.AcknowledgedAsync(Between, Patience, cancellationToken))
            {
                log($"{kind.Name}: nothing was acknowledged any more after fault {number + 1}.");
                return number;
            }
        }

        return options.Times;
    }

    private async Task<IReadOnlyList<Finding>> AuditAsync(
        Deployment deployment,
        ClientProgram clients,
        CancellationToken cancellationToken
    )
    {
        await using var database = deployment.OpenDatabase();
        var stored = await StoredChat.ReadAsync(database, cancellationToken);
        var findings = Audit.Of(clients.Ledger, stored);
        if (!options.Presence)
        {
            return findings;
        }

        var left = await clients.LeaveAsync(cancellationToken);
        var connected = clients.Ledger.Held.Select(held => held.User).Except(left).ToList();
        return
        [
            .. findings,
            .. await PresenceAudit.OfAsync(database, connected, cancellationToken),
        ];
    }

    private void Tell(KindResult result, Ledger ledger, string current)
    {
        log(ResultTable.Row(result));
        log($"{kind.Name}: {current}; the longest request was {result.Outages.Request}");
        var answers = ledger.Ended.CountBy(request => request.Status).OrderBy(count => count.Key);
        log(
            $"{kind.Name}: answers: {string.Join(", ", answers.Select(count => $"{count.Key} ×{count.Value}"))}"
        );
        foreach (var finding in result.Findings.Take(ShownFindings))
        {
            log($"{kind.Name}: {finding}");
        }
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
