using CsCheck;
using DevChat.Testing.Apps;

namespace DevChat.Tests.Model;

/// <summary>Whatever users do: answers, visibility, counts and events agree with a model of a few lines.</summary>
public sealed class StoryTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Any_story_ends_where_the_model_says_and_events_lead_there() =>
        await Steps.Story.SampleAsync(PlayAsync, iter: 40, threads: 1);

    private async Task PlayAsync(Step[] story)
    {
        var clients = new List<ModelClient>();
        for (var i = 0; i < Steps.Users; i++)
        {
            clients.Add(await ModelClient.StartAsync(await app.RegisterAsync()));
        }

        var chat = new ModelChat(clients);
        foreach (var step in story)
        {
            await chat.PlayAsync(step);
        }

        await chat.CompareAsync();
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}
