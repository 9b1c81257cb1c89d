using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevChat.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

public sealed class QueueFunctionTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private readonly string _name = $"probe-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task Outputs_are_messages_in_base64_and_json_with_declared_names()
    {
        await using var host = await ProbeHost.StartAsync(
            [typeof(HttpOnly)],
            Settings(fixture.Storage)
        );
        var queue = Queue(_name);
        await queue.CreateAsync(cancellationToken: Soon.Token);

        await host.Client.PostAsync("/api/emit", null, Soon.Token);

        var texts = new List<string>();
        while (texts.Count < 2)
        {
            texts.AddRange((await ReceiveAsync(queue)).Select(Decoded));
        }

        Assert.Equal(["plain é", """{"Number":5}"""], texts);
    }

    [Fact]
    public async Task Functions_take_texts_and_json_and_pass_on_what_they_return()
    {
        await using var host = await StartAsync();

        await host.Client.PostAsync("/api/post/hello", null, Soon.Token);

        var heard = new HashSet<object>
        {
            await host.Probe.HearAsync(),
            await host.Probe.HearAsync(),
            await host.Probe.HearAsync(),
        };
        Assert.Equal(["hello-1", "hello-2", "order 5"], heard.Order());
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue()
    {
        await using var host = await StartAsync();

        await SendAsync("fail always");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal("fail always", await host.Probe.HearAsync());
        }

        await host.Log.ContainsAsync($"goes to {_name}-poison");

        Assert.Equal("fail always", await PoisonAsync());
        Assert.True(host.Probe.IsSilent);
        Assert.Single(host.Log.Errors);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_as_it_is()
    {
        await using var host = await StartAsync();
        var queue = Queue(_name);
        await queue.CreateIfNotExistsAsync(cancellationToken: Soon.Token);

        await queue.SendMessageAsync("<not base64>", Soon.Token);
        await host.Log.ContainsAsync($"goes to {_name}-poison");

        var poison = await ReceiveAsync(Queue($"{_name}-poison"), atLeastOne: true);
        Assert.Equal("<not base64>", Assert.Single(poison).MessageText);
    }

    [Fact]
    public async Task A_message_that_fails_or_takes_long_blocks_no_other()
    {
        await using var host = await StartAsync();
        await SendAsync("wait");
        Assert.Equal("wait", await host.Probe.HearAsync());

        await SendAsync("fail once");
        await SendAsync("fine");

        var heard = new HashSet<object>();
        while (!heard.Contains("fine"))
        {
            heard.Add(await host.Probe.HearAsync());
        }

        host.Probe.Open("wait");
    }

    [Fact]
    public async Task Two_hosts_share_a_queue_and_every_message_runs_once()
    {
        var probe = new Probe();
        await using var one = await StartAsync(probe);
        await using var two = await StartAsync(probe);
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => $"m{i:00}")];

        await Task.WhenAll(texts.Select(SendAsync));

        var heard = new List<object>();
        while (heard.Count < texts.Length)
        {
            heard.Add(await probe.HearAsync());
        }

        Assert.Equal(texts, heard.Order());
        Assert.True(probe.IsSilent);
    }

    [Fact]
    public async Task Running_functions_finish_before_the_host_stops()
    {
        var host = await StartAsync();
        await SendAsync("wait for me");
        await host.Probe.HearAsync();

        var stopping = host.DisposeAsync();
        host.Probe.Open("wait");
        await stopping;

        var left = await Queue(_name).GetPropertiesAsync(Soon.Token);
        Assert.Equal(0, left.Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Storage_that_is_away_is_reported_once_and_the_host_stays_up()
    {
        const string nowhere =
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:9/q;BlobEndpoint=http://127.0.0.1:9/b;";
        await using var host = await ProbeHost.StartAsync<QueueProbes>(
            Settings(nowhere),
            hostFile: await HostFileAsync()
        );

        await host.Log.ContainsAsync($"Queue {_name} is unreachable");
        var answer = await host.Client.PostAsync("/api/post/lost", null, Soon.Token);
        await host.Log.ContainsAsync("An output of function Post failed");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Single(
            host.Log.Entries,
            entry => entry.Text.Contains($"Queue {_name} is unreachable")
        );
    }

    [Fact]
    public async Task Without_storage_queue_functions_are_off_and_outputs_say_why_they_fail()
    {
        await using var host = await ProbeHost.StartAsync<QueueProbes>(Settings(null));

        var answer = await host.Client.PostAsync("/api/post/lost", null, Soon.Token);
        await host.Log.ContainsAsync("AzureWebJobsStorage is not set");

        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task<ProbeHost> StartAsync(Probe? shared = null) =>
        await ProbeHost.StartAsync<QueueProbes>(
            Settings(fixture.Storage),
            services =>
            {
                if (shared is not null)
                {
                    services.AddSingleton(shared);
                }
            },
            await HostFileAsync()
        );

    private Dictionary<string, string?> Settings(string? storage) =>
        new() { ["AzureWebJobsStorage"] = storage, ["Queue"] = _name };

    private async Task<string> HostFileAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{_name}.json");
        await File.WriteAllTextAsync(
            path,
            """
            { "extensions": { "queues": { "maxPollingInterval": "00:00:00.200", "visibilityTimeout": "00:00:00", "maxDequeueCount": 5 } } }
            """,
            Soon.Token
        );
        return path;
    }

    private QueueClient Queue(string queue) => new(fixture.Storage, queue);

    private async Task SendAsync(string text)
    {
        var queue = Queue(_name);
        await queue.CreateIfNotExistsAsync(cancellationToken: Soon.Token);
        await queue.SendMessageAsync(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            Soon.Token
        );
    }

    private async Task<string> PoisonAsync() =>
        Decoded(Assert.Single(await ReceiveAsync(Queue($"{_name}-poison"), atLeastOne: true)));

    private static string Decoded(QueueMessage message) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));

    private static async Task<QueueMessage[]> ReceiveAsync(
        QueueClient queue,
        bool atLeastOne = false
    )
    {
        while (true)
        {
            if (await queue.ExistsAsync(Soon.Token))
            {
                QueueMessage[] messages = await queue.ReceiveMessagesAsync(
                    32,
                    cancellationToken: Soon.Token
                );
                if (messages.Length > 0 || !atLeastOne)
                {
                    return messages;
                }
            }
        }
    }
}
