using System.Net.Http.Json;
using System.Text.Json;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Observability;

/// <summary>Prometheus with the configuration and the rules that are shipped; only whom it scrapes, and how often, is the test's.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly SupervisedProcess _process;
    private readonly string _directory;
    private readonly HttpClient _http;

    private PrometheusServer(SupervisedProcess process, string directory, int port)
    {
        (_process, _directory) = (process, directory);
        _http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    /// <param name="program">Path of the program.</param>
    /// <param name="instance">Whom it scrapes.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<PrometheusServer> StartAsync(
        string program,
        Uri instance,
        CancellationToken cancellationToken
    )
    {
        var directory = Directory.CreateTempSubdirectory("devchat-prometheus-").FullName;
        PrometheusFolder.CopyTo(directory, instance);
        var port = LoopbackPort.Find();
        var node = await NodeRuntime.FindAsync(
            new LocalServersOptions { DataDirectory = directory }.SearchPath,
            cancellationToken
        );
        var process = await SupervisedProcess.StartAsync(
            node,
            Command(program, directory, port),
            cancellationToken
        );
        var server = new PrometheusServer(process, directory, port);
        await server.RequireReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>What an expression yields now, one element per series; not a number is no answer.</summary>
    /// <exception cref="HttpRequestException">It is not an expression.</exception>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string expression) =>
        [
            .. (await AskAsync("query", new() { ["query"] = expression }))
                .Items("result")
                .Where(series => series.Items("value")[1].GetString() != "NaN"),
        ];

    /// <summary>The exemplars of the series that an expression selects, of the last hour.</summary>
    public async Task<IReadOnlyList<JsonElement>> ExemplarsAsync(string expression)
    {
        var now = TimeProvider.System.GetUtcNow();
        var series = await AskAsync(
            "query_exemplars",
            new()
            {
                ["query"] = expression,
                ["start"] = $"{now.AddHours(-1):O}",
                ["end"] = $"{now:O}",
            }
        );
        return [.. series.EnumerateArray().SelectMany(one => one.Items("exemplars"))];
    }

    /// <summary>The result of an expression, once it is not empty.</summary>
    public Task<IReadOnlyList<JsonElement>> EventuallyAsync(string expression) =>
        Soon.UntilAsync(
            () => QueryAsync(expression),
            found => found.Count > 0,
            $"{expression} is not empty"
        );

    /// <summary>All rules, each evaluated at least once, as <c>/api/v1/rules</c> tells of them.</summary>
    public Task<IReadOnlyList<JsonElement>> EvaluatedRulesAsync() =>
        Soon.UntilAsync(
            RulesAsync,
            rules => rules.All(rule => rule.Text("health") != "unknown"),
            "every rule is evaluated"
        );

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<IReadOnlyList<JsonElement>> RulesAsync()
    {
        var body = await _http.GetFromJsonAsync<JsonElement>("api/v1/rules", Soon.Token);
        return
        [
            .. body.GetProperty("data").Items("groups").SelectMany(group => group.Items("rules")),
        ];
    }

    private async Task<JsonElement> AskAsync(string what, Dictionary<string, string> parameters)
    {
        using var form = new FormUrlEncodedContent(parameters);
        var answer = await _http.PostAsync(
            new Uri($"api/v1/{what}", UriKind.Relative),
            form,
            Soon.Token
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Soon.Token)).GetProperty(
            "data"
        );
    }

    private async Task RequireReadyAsync(CancellationToken cancellationToken)
    {
        var isReady = await _process.WaitUntilReadyAsync(
            async token =>
                (
                    await _http.GetAsync(new Uri("-/ready", UriKind.Relative), token)
                ).IsSuccessStatusCode,
            TimeProvider.System,
            cancellationToken
        );
        Assert.True(
            isReady,
            isReady ? "" : await File.ReadAllTextAsync(LogIn(_directory), cancellationToken)
        );
    }

    private static SupervisedCommand Command(string program, string directory, int port) =>
        new()
        {
            Command = program,
            Arguments =
            [
                $"--config.file={Path.Combine(directory, "prometheus.yml")}",
                $"--storage.tsdb.path={Path.Combine(directory, "data")}",
                "--enable-feature=exemplar-storage",
                $"--web.listen-address=127.0.0.1:{port}",
            ],
            WorkingDirectory = directory,
            Log = LogIn(directory),
        };

    private static string LogIn(string directory) => Path.Combine(directory, "prometheus.log");
}
