using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Health;

internal static class HealthOperations
{
    private const string Healthy = "healthy";
    private const string Unreachable = "unreachable";

    public static readonly OperationGroup Group = new(
        "Health",
        "For monitors and load balancers.",
        [
            new("Health", "Does it run?")
            {
                AsksNoStore = true,
                Answers = [Answer.Ok("It runs.", new HealthReply(Healthy))],
            },
            new("Ready", "Can it serve?")
            {
                AsksNoStore = true,
                Answers =
                [
                    Answer.Ok("It can.", new ReadyReply(Healthy, Parts(redis: Healthy))),
                    new(
                        StatusCodes.Status503ServiceUnavailable,
                        "Some parts cannot be reached.",
                        new ReadyReply(Unreachable, Parts(redis: Unreachable))
                    ),
                ],
            },
        ]
    );

    private static Dictionary<string, string> Parts(string redis) =>
        new()
        {
            ["postgres"] = Healthy,
            ["redis"] = redis,
            ["queue"] = Healthy,
        };
}
