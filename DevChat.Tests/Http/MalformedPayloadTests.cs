using System.Text;
using System.Text.Json;
using DevChat.Domain.Errors;
using DevChat.Functions;
using DevChat.Functions.Contract;
using DevChat.Functions.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Http;

/// <summary>
/// Whatever bytes come for whichever request, the reader makes a valid request of them or refuses. Every good request is
/// damaged in every place, in many ways, and read as a body and as the argument of a realtime call.
/// </summary>
public sealed class MalformedPayloadTests(ITestOutputHelper output)
{
    private static readonly string[] Damages =
    [
        "",
        "\0",
        "\"",
        "\\",
        "\\ud800",
        "\\udc00",
        "\\u0000",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "-",
        "9",
        "1e999",
        "99999999999999999999",
        "null",
        "\uFEFF",
        "\"\\ud800\":1,",
    ];

    private readonly PayloadReader _payloads = new(
        new ServiceCollection()
            .AddDevChat(new ConfigurationBuilder().Build())
            .BuildServiceProvider()
    );

    [Fact]
    public void A_damaged_request_is_read_or_refused()
    {
        var payloads = Examples().SelectMany(Damaged).ToList();

        Assert.All(payloads, payload => Read(payload.Type, payload.Bytes));

        output.WriteLine($"{payloads.Count} payloads");
    }

    private static IEnumerable<(Type Type, byte[] Bytes)> Damaged(object example)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            example,
            example.GetType(),
            WireJson.Options
        );
        for (var place = 0; place <= bytes.Length; place++)
        {
            var (before, behind) = (bytes[..place], bytes[place..]);
            yield return (example.GetType(), before);
            yield return (example.GetType(), [.. before, 0xFF, .. behind]);
            foreach (var damage in Damages.Select(Encoding.UTF8.GetBytes))
            {
                yield return (example.GetType(), [.. before, .. damage, .. behind]);
                yield return (example.GetType(), [.. before, .. damage, .. behind.Skip(1)]);
            }
        }
    }

    private void Read(Type type, byte[] bytes)
    {
        typeof(MalformedPayloadTests)
            .GetMethod(
                nameof(ReadAs),
                System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
            )!
            .MakeGenericMethod(type)
            .Invoke(this, [bytes]);
    }

    private void ReadAs<T>(byte[] bytes)
    {
        Try(() => _payloads.Read<T>(bytes));
        if (Argument(bytes) is { } argument)
        {
            Try(() => _payloads.Read<T>(argument));
        }
    }

    /// <summary>As a hub hands it over: without a look at the names.</summary>
    private static JsonElement? Argument(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (RefusedException refused)
        {
            Assert.Contains(refused.Error.Code, (string[])["malformed_json", "validation_failed"]);
        }
    }

    private static IEnumerable<object> Examples() =>
        Operations
            .Groups.SelectMany(group => group.Operations)
            .Select(operation => operation.Body)
            .Concat(RealtimeCatalogue.Calls.Select(call => call.Argument))
            .OfType<object>()
            .DistinctBy(example => example.GetType());
}
