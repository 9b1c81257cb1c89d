using System.Reflection;
using System.Text.Json;
using DevChat.Host.Runtime;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace DevChat.Tests.Architecture;

/// <summary>The metadata that the Functions tooling writes for the Functions host when it builds the function app.</summary>
public sealed class FunctionMetadataTests
{
    /// <summary>Set by the tooling, not by a function.</summary>
    private static readonly string[] OfTheTooling =
    [
        "name",
        "direction",
        "type",
        "dataType",
        "properties",
    ];

    [Fact]
    public void The_Functions_host_runs_the_functions_of_this_host_with_the_same_bindings() =>
        Assert.Equal(DeclaredFunctions.All.SelectMany(Declared).Order(), Written().Order());

    private static IEnumerable<string> Declared(MethodInfo function)
    {
        var name = DeclaredFunctions.NameOf(function);
        return
        [
            $"{name}: {function.DeclaringType!.FullName}.{function.Name}",
            .. from parameter in function.GetParameters()
            from trigger in parameter.GetCustomAttributes<TriggerBindingAttribute>()
            select $"{name} {parameter.Name}: {Settings(trigger)}",
            .. Outputs(function).Select(output => $"{name} {output.Name}: {output.Settings}"),
        ];
    }

    private static List<(string Name, string Settings)> Outputs(MethodInfo function)
    {
        List<(string Name, string Settings)> outputs =
        [
            .. function
                .GetCustomAttributes<OutputBindingAttribute>()
                .Select(output => ("$return", Settings(output))),
            .. from property in ReturnType.Awaited(function.ReturnType).GetProperties()
            from output in property.GetCustomAttributes<OutputBindingAttribute>()
            select (property.Name, Settings(output)),
        ];
        var isHttp = DeclaredFunctions
            .With<HttpTriggerAttribute>()
            .Any(http => http.Function == function);
        return isHttp && outputs.Count == 0
            ? [("$return", Settings(new HttpResultAttribute()))]
            : outputs;
    }

    /// <summary>The settings that this host takes into account; others must not be written.</summary>
    private static string Settings(BindingAttribute binding) =>
        binding switch
        {
            HttpTriggerAttribute http => Line(
                "httpTrigger",
                ("authLevel", $"{http.AuthLevel}"),
                ("methods", List(http.Methods)),
                ("route", http.Route)
            ),
            QueueTriggerAttribute queue => Line("queueTrigger", ("queueName", queue.QueueName)),
            TimerTriggerAttribute timer => Line(
                "timerTrigger",
                ("schedule", timer.Schedule),
                ("runOnStartup", timer.RunOnStartup ? "True" : null),
                ("useMonitor", timer.UseMonitor ? null : "False")
            ),
            SignalRTriggerAttribute signalR => Line(
                "signalRTrigger",
                ("hubName", signalR.HubName),
                ("category", signalR.Category),
                ("event", signalR.Event),
                ("parameterNames", List(signalR.ParameterNames))
            ),
            HttpResultAttribute => Line("http"),
            QueueOutputAttribute queue => Line("queue", ("queueName", queue.QueueName)),
            SignalROutputAttribute signalR => Line("signalR", ("hubName", signalR.HubName)),
            _ => throw new NotSupportedException($"{binding} is unknown to this test."),
        };

    private static IEnumerable<string> Written()
    {
        using var metadata = JsonDocument.Parse(
            File.ReadAllBytes(
                Path.Combine(AppContext.BaseDirectory, "FunctionApp/functions.metadata")
            )
        );
        return [.. metadata.RootElement.EnumerateArray().SelectMany(function => Written(function))];
    }

    private static IEnumerable<string> Written(JsonElement function)
    {
        var name = function.GetProperty("name");
        return function
            .GetProperty("bindings")
            .EnumerateArray()
            .Select(binding => $"{name} {binding.GetProperty("name")}: {Settings(binding)}")
            .Prepend($"{name}: {function.GetProperty("entryPoint")}");
    }

    private static string Settings(JsonElement binding) =>
        Line(
            $"{binding.GetProperty("type")}",
            [
                .. binding
                    .EnumerateObject()
                    .Where(setting => !OfTheTooling.Contains(setting.Name))
                    .Select(setting => (setting.Name, Text(setting.Value))),
            ]
        );

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? List(value.EnumerateArray().Select(item => $"{item}"))
            : $"{value}";

    private static string? List(IEnumerable<string>? values) =>
        values?.Any() == true ? string.Join(',', values) : null;

    /// <summary>The type and the settings that are there, in any order.</summary>
    private static string Line(string type, params (string Name, string? Value)[] settings) =>
        string.Join(
            ' ',
            settings
                .Where(setting => setting.Value is not null)
                .OrderBy(setting => setting.Name, StringComparer.Ordinal)
                .Select(setting => $"{setting.Name}={setting.Value}")
                .Prepend(type)
        );
}
