using System.Net;
using DevChat.Host.Http;
using DevChat.Host.Runtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

public sealed class HttpFunctionTests
{
    [Fact]
    public async Task A_route_defaults_to_the_name_of_the_function_below_the_prefix()
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        Assert.Equal(
            """{"at":"/api/plainname"}""",
            await host.Client.GetStringAsync("/api/plainname", Soon.Token)
        );
        await AssertEmpty(
            HttpStatusCode.NotFound,
            await host.Client.GetAsync("/plainname", Soon.Token)
        );
    }

    [Fact]
    public async Task The_prefix_comes_from_host_json()
    {
        var hostFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(
            hostFile,
            """{ "version": "2.0", "extensions": { "http": { "routePrefix": "v2/x" } } }""",
            Soon.Token
        );
        await using var host = await ProbeHost.StartAsync<HttpProbes>(hostFile: hostFile);
        File.Delete(hostFile);

        var answer = await host.Client.GetAsync("/v2/x/PlainName", Soon.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/PlainName")]
    [InlineData("HEAD", "/api/PlainName")]
    [InlineData("DELETE", "/api/rooms/1/users/ann")]
    [InlineData("GET", "/api/rooms/one/users/ann")]
    [InlineData("GET", "/api/unknown")]
    [InlineData("GET", "/")]
    public async Task An_undeclared_route_is_an_empty_404(string method, string path)
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        var answer = await host.Client.SendAsync(new(new(method), path), Soon.Token);

        await AssertEmpty(HttpStatusCode.NotFound, answer);
        Assert.Empty(answer.Content.Headers.Allow);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task A_function_without_methods_takes_every_method(string method)
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        var answer = await host.Client.SendAsync(new(new(method), "/api/any"), Soon.Token);

        Assert.Equal(method, await answer.Content.ReadAsStringAsync(Soon.Token));
    }

    [Theory]
    [InlineData("/api/PlainName")]
    [InlineData("/api/rooms/1/users/ann")]
    public async Task Options_of_any_route_reach_the_function_that_declares_them(string path)
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();
        var preflight = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers =
            {
                { "Origin", "http://app.example" },
                { "Access-Control-Request-Method", "GET" },
            },
        };

        var answer = await host.Client.SendAsync(preflight, Soon.Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Parameters_are_bound_to_request_context_and_route()
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        var answer = await host.Client.GetStringAsync("/api/rooms/7/users/a%20b", Soon.Token);

        Assert.Equal("7 a b RouteValues True True", answer);
    }

    [Fact]
    public async Task An_unhandled_exception_is_a_bare_500_and_logged()
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        var answer = await host.Client.GetAsync("/api/Throws", Soon.Token);

        await AssertEmpty(HttpStatusCode.InternalServerError, answer);
        Assert.Contains(host.Log.Errors, entry => entry.Text.Contains("secret of the house"));
    }

    [Theory]
    [InlineData("/api/Poco")]
    [InlineData("/api/NoHttpResult")]
    public async Task Only_results_are_written(string path)
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();

        await AssertEmpty(HttpStatusCode.OK, await host.Client.GetAsync(path, Soon.Token));
    }

    [Fact]
    public async Task A_body_above_the_limit_of_the_app_reaches_the_function()
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();
        var body = new ByteArrayContent(new byte[300 * 1024]);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/ReadsBody") { Content = body };
        request.Headers.TransferEncodingChunked = true;

        var answer = await host.Client.SendAsync(request, Soon.Token);

        Assert.Equal("307200", await answer.Content.ReadAsStringAsync(Soon.Token));
    }

    [Fact]
    public async Task A_body_that_nobody_could_mean_is_refused_by_the_server()
    {
        await using var host = await ProbeHost.StartAsync<HttpProbes>();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/ReadsBody")
        {
            Content = new ByteArrayContent(new byte[2 * 1024 * 1024]),
        };
        request.Headers.ExpectContinue = true;

        var answer = await host.Client.SendAsync(request, Soon.Token);

        await AssertEmpty(HttpStatusCode.RequestEntityTooLarge, answer);
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task The_pipeline_can_take_the_place_of_the_answer()
    {
        await using var host = await StartAsync(
            async (http, _, function) =>
            {
                try
                {
                    await function();
                    return http.Request.Query.ContainsKey("replace") ? new ConflictResult() : null;
                }
                catch (InvalidOperationException)
                {
                    return new ObjectResult("mapped") { StatusCode = 418 };
                }
            }
        );

        var own = await host.Client.GetAsync("/api/PlainName", Soon.Token);
        var replaced = await host.Client.GetAsync("/api/PlainName?replace", Soon.Token);
        var mapped = await host.Client.GetAsync("/api/Throws", Soon.Token);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await AssertEmpty(HttpStatusCode.Conflict, replaced);
        Assert.Equal(418, (int)mapped.StatusCode);
        Assert.Equal("mapped", await mapped.Content.ReadAsStringAsync(Soon.Token));
    }

    [Fact]
    public async Task A_host_may_be_disposed_twice()
    {
        var host = await StartAsync();

        await host.DisposeAsync();
        await host.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            host.Client.GetAsync("/api/PlainName", Soon.Token)
        );
    }

    private static Task<ProbeHost> StartAsync(HttpPipeline? pipeline = null) =>
        ProbeHost.StartAsync<HttpProbes>(services: services =>
        {
            services.AddSingleton<OutputSender, RecordingOutputs>();
            if (pipeline is not null)
            {
                services.AddScoped(_ => pipeline);
            }
        });

    private static async Task AssertEmpty(HttpStatusCode status, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Soon.Token));
    }
}
