using System.Net;
using System.Text.Json;

namespace DevChat.Testing.Contract;

public static class HttpAnswers
{
    /// <summary>The JSON of an answer that must have the given status; a failure shows what came instead.</summary>
    public static async Task<JsonElement> ReadAsync(
        this HttpResponseMessage answer,
        HttpStatusCode expected
    )
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.StatusCode == expected,
            $"{answer.RequestMessage} answered {(int)answer.StatusCode}: {text}"
        );
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>The problem document of a refusal, checked for everything the contract promises of one.</summary>
    public static async Task<JsonElement> ReadProblemAsync(
        this HttpResponseMessage answer,
        HttpStatusCode expected,
        string code
    )
    {
        var problem = await answer.ReadAsync(expected);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Text("type")!);
        Assert.NotEmpty(problem.Text("title")!);
        Assert.NotEmpty(problem.Text("detail")!);
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), problem.Text("trace_id"));
        return problem;
    }
}
