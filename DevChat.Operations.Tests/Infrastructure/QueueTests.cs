using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Operations.Tests.Infrastructure;

public sealed class QueueTests
{
    public static readonly TheoryData<string> Environments = DeploymentPlans.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Each_queue_that_functions_read_is_there_with_its_poison_queue(
        string environment
    )
    {
        var plan = await DeploymentPlans.OfAsync(environment);

        Assert.Equal(
            DeclaredFunctions
                .With<QueueTriggerAttribute>()
                .Select(function => function.Trigger.QueueName)
                .SelectMany(queue => (string[])[queue, $"{queue}-poison"])
                .Order(StringComparer.Ordinal),
            plan.OfType("Microsoft.Storage/storageAccounts/queueServices/queues")
                .Select(queue => queue.Name.Split('/')[^1])
                .Order(StringComparer.Ordinal)
        );
    }
}
