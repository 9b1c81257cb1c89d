using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Model;

/// <summary>Plays a story on the real chat and on a small model, and compares every answer with what the model expects.</summary>
internal sealed class ModelChat(IReadOnlyList<ModelClient> clients)
{
    private readonly List<ModelRoom> _rooms = [];
    private int _texts;

    public Task PlayAsync(Step step) =>
        step switch
        {
            Step.Create create => CreateAsync(create),
            Step.Sync => Client(step).Away.CatchUpAsync(),
            _ when _rooms.Count == 0 => Task.CompletedTask,
            Step.Rename rename => RenameAsync(rename, Room(rename.Room)),
            Step.Add add => AddAsync(add, Room(add.Room)),
            Step.Remove remove => RemoveAsync(remove, Room(remove.Room)),
            Step.Send send => SendAsync(send, Room(send.Room)),
            Step.Delete delete => DeleteAsync(delete, Room(delete.Room)),
            Step.Read read => ReadAsync(read, Room(read.Room)),
            Step.Close close => CloseAsync(close, Room(close.Room)),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    /// <summary>
    /// Everybody's fresh snapshot is what the model says, and what events, or else syncs, made of the old one.
    /// </summary>
    public async Task CompareAsync()
    {
        for (var user = 0; user < clients.Count; user++)
        {
            var fresh = (await ChatView.LoadAsync(clients[user].User)).ToString();
            Assert.Equal(Expected(user), fresh);
            await CompareReadFlagsAsync(user);
            await clients[user].UntilAsync(view => view.ToString() == fresh, () => fresh);
            await clients[user].Away.CatchUpAsync();
            Assert.Equal(fresh, clients[user].Away.View.ToString());
        }
    }

    private async Task CreateAsync(Step.Create step)
    {
        var others = Enumerable
            .Range(0, clients.Count)
            .Where(user => (step.Members >> user & 1) == 1);
        var name = NextText();
        var created = await Client(step)
            .User.OpenGroupAsync(name, [.. others.Select(user => clients[user].User)]);
        var room = new ModelRoom(created.Id(), step.User, name);
        _rooms.Add(room);
        foreach (var member in others.Append(step.User).Distinct())
        {
            room.LastRead[member] = 0;
            await clients[member].OpenAsync(room.Id);
        }
    }

    private async Task RenameAsync(Step.Rename step, ModelRoom room)
    {
        var name = NextText();
        var answer = await Client(step)
            .User.Http.PutAsJsonAsync($"api/chatrooms/{room.Id}", new { name });
        if (Expect(answer, room, step.User, mayDo: room.Creator == step.User, HttpStatusCode.OK))
        {
            room.Name = name;
        }
    }

    private async Task AddAsync(Step.Add step, ModelRoom room)
    {
        var ids = new[] { clients[step.Other].User.Id };
        var answer = await Client(step)
            .User.Http.PostAsJsonAsync(
                $"api/chatrooms/{room.Id}/participants",
                new { user_ids = ids }
            );
        if (
            Expect(answer, room, step.User, mayDo: true, HttpStatusCode.OK)
            && room.LastRead.TryAdd(step.Other, room.Messages.Count)
        )
        {
            await clients[step.Other].OpenAsync(room.Id);
        }
    }

    private async Task RemoveAsync(Step.Remove step, ModelRoom room)
    {
        var path = $"api/chatrooms/{room.Id}/participants/{clients[step.Other].User.Id}";
        var answer = await Client(step).User.Http.DeleteAsync(new Uri(path, UriKind.Relative));
        var mayDo = step.User == step.Other || room.Creator == step.User;
        if (room.Has(step.User) && mayDo && !room.Has(step.Other))
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        else if (Expect(answer, room, step.User, mayDo, HttpStatusCode.NoContent))
        {
            room.LastRead.Remove(step.Other);
            room.IsClosed = room.LastRead.Count == 0;
            // A user who returns later must have received the event that it left.
            await clients[step.Other].UntilAsync(view => !view.Rooms.ContainsKey(room.Id));
        }
    }

    private async Task SendAsync(Step.Send step, ModelRoom room)
    {
        var content = NextText();
        var answer = step.OverRealtime
            ? await InvokeAsync(step, "send-message", new { chatroom_id = room.Id, content })
            : await Body(await Client(step).User.PostMessageAsync(room.Id, content));
        if (Expect(answer, room, step.User))
        {
            room.Messages.Add(
                new ModelMessage(answer.Number("id"), room.Messages.Count + 1, step.User, content)
            );
            Assert.Equal(room.Messages.Count, answer.Seq());
        }
    }

    private async Task DeleteAsync(Step.Delete step, ModelRoom room)
    {
        if (room.Messages.Count == 0)
        {
            return;
        }

        var message = room.Messages[step.Message % room.Messages.Count];
        var answer = await Client(step)
            .User.Http.DeleteAsync(new Uri($"api/messages/{message.Id}", UriKind.Relative));
        if (
            Expect(
                answer,
                room,
                step.User,
                mayDo: message.Sender == step.User,
                HttpStatusCode.NoContent
            )
        )
        {
            message.IsDeleted = true;
        }
    }

    private async Task ReadAsync(Step.Read step, ModelRoom room)
    {
        var answer = step.OverRealtime
            ? await InvokeAsync(step, "mark-read", new { chatroom_id = room.Id, seq = step.Seq })
            : await Body(
                await Client(step)
                    .User.Http.PutAsJsonAsync(
                        $"api/messages/{room.Id}/read",
                        new { seq = step.Seq }
                    )
            );
        if (Expect(answer, room, step.User))
        {
            room.LastRead[step.User] = Math.Max(
                room.LastRead[step.User],
                Math.Min(step.Seq, room.Messages.Count)
            );
            Assert.Equal(room.LastRead[step.User], answer.Number("last_read_seq"));
            Assert.Equal(room.UnreadBy(step.User), answer.Number("unread_count"));
        }
    }

    private async Task CloseAsync(Step.Close step, ModelRoom room)
    {
        var answer = await Client(step)
            .User.Http.DeleteAsync(new Uri($"api/chatrooms/{room.Id}", UriKind.Relative));
        room.IsClosed |= Expect(
            answer,
            room,
            step.User,
            mayDo: room.Creator == step.User,
            HttpStatusCode.NoContent
        );
    }

    /// <summary>Whether the step was to succeed; the answer has to say the same.</summary>
    private static bool Expect(
        HttpResponseMessage answer,
        ModelRoom room,
        int user,
        bool mayDo,
        HttpStatusCode done
    )
    {
        var expected =
            !room.Has(user) ? HttpStatusCode.NotFound
            : mayDo ? done
            : HttpStatusCode.Forbidden;
        Assert.Equal(expected, answer.StatusCode);
        return expected == done;
    }

    private static bool Expect(JsonElement answer, ModelRoom room, int user)
    {
        var isRefused =
            answer.TryGetProperty("error", out _) || answer.TryGetProperty("code", out _);
        Assert.Equal(room.Has(user), !isRefused);
        return room.Has(user);
    }

    private static async Task<JsonElement> Body(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    private async Task CompareReadFlagsAsync(int user)
    {
        foreach (var room in _rooms.Where(room => room.Has(user)))
        {
            var page = await clients[user].User.GetAsync($"api/messages/{room.Id}?limit=100");
            Assert.Equal(
                room.Messages.Select(room.IsReadByOthers),
                page.Items("messages").Select(message => message.Flag("is_read"))
            );
        }
    }

    private string Expected(int user)
    {
        var view = new ChatView();
        foreach (var room in _rooms.Where(room => room.Has(user)))
        {
            view.Rooms[room.Id] = room.SeenBy(user, member => clients[member].User.Id);
        }

        return view.ToString();
    }

    private Task<JsonElement> InvokeAsync(Step step, string target, object payload) =>
        Client(step).InvokeAsync(target, payload);

    private ModelClient Client(Step step) => clients[step.User];

    private ModelRoom Room(int number) => _rooms[number % _rooms.Count];

    private string NextText() => $"text {_texts++}";
}
