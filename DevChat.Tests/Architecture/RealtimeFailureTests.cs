using System.Reflection;
using System.Text.Json;
using DevChat.Functions;
using DevChat.Functions.Realtime;
using DevChat.Host.Runtime;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace DevChat.Tests.Architecture;

/// <summary>
/// Nothing escapes a SignalR-triggered function: the real host would hand it to the client, stack trace and all. So each
/// is called with everything it could use broken: no store answers, and the realtime service fails.
/// </summary>
public sealed class RealtimeFailureTests
{
    /// <summary>It needs no store: without Redis it changes nothing.</summary>
    private const string Heartbeat = "RealtimeUserOnline";

    private static readonly SignalRInvocationContext Nobodys = new() { ConnectionId = "c" };

    private static readonly SignalRInvocationContext Somebodys = new()
    {
        ConnectionId = "c",
        UserId = "1",
        Claims = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            [ConnectionOwner.SessionClaim] = Guid.CreateVersion7().ToString(),
        },
        Arguments = [JsonElement.Parse("""{"chatroom_id":1,"content":"x","seq":1}""")],
    };

    public static TheoryData<string> Functions =>
        new(
            DeclaredFunctions
                .With<SignalRTriggerAttribute>()
                .Select(signalR => DeclaredFunctions.NameOf(signalR.Function))
        );

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Nothing_escapes(string name)
    {
        var (function, trigger) = DeclaredFunctions
            .With<SignalRTriggerAttribute>()
            .Single(signalR => DeclaredFunctions.NameOf(signalR.Function) == name);

        foreach (var invocation in (SignalRInvocationContext[])[Nobodys, Somebodys])
        {
            var reply = await InvokeAsync(function, invocation);
            if (name == Heartbeat && invocation == Somebodys)
            {
                Assert.Equal(JsonValueKind.Null, Assert.IsType<JsonElement>(reply).ValueKind);
            }
            else if (trigger.Category == "messages")
            {
                Assert.Equal(["error"], Assert.IsType<JsonElement>(reply).Fields());
            }
        }
    }

    private static async Task<object?> InvokeAsync(
        MethodInfo function,
        SignalRInvocationContext invocation
    )
    {
        await using var services = BrokenServices();
        await using var scope = services.CreateAsyncScope();
        var instance = ActivatorUtilities.CreateInstance(
            scope.ServiceProvider,
            function.DeclaringType!
        );
        var task = (Task)function.Invoke(instance, [invocation, SecondArgument(function)])!;
        await task;
        return task is Task<JsonElement?> replying ? await replying : null;
    }

    private static object SecondArgument(MethodInfo function) =>
        function.GetParameters()[1].ParameterType == typeof(CancellationToken)
            ? CancellationToken.None
            : Mock.Of<FunctionContext>(context =>
                context.FunctionDefinition
                == new DeclaredFunction(function, DeclaredFunctions.NameOf(function))
            );

    private static ServiceProvider BrokenServices()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    // Nobody listens on port 1.
                    ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody",
                    ["ConnectionStrings:Redis"] = "127.0.0.1:1",
                    ["AzureWebJobsStorage"] =
                        "AccountName=nobody;AccountKey=;QueueEndpoint=http://127.0.0.1:1/nobody",
                    ["Jwt:Secret"] = DevChatApp.JwtSecret,
                }
            )
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddDevChat(configuration);
        services.AddSingleton(BrokenGateway());
        return services.BuildServiceProvider();
    }

    private static IRealtimeGateway BrokenGateway() =>
        new Mock<IRealtimeGateway>(MockBehavior.Strict).Object;
}
