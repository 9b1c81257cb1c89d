using System.Net;
using System.Text;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Avatars;

public sealed class AvatarTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_list_has_every_avatar_with_its_category()
    {
        var list = await (await app.RegisterAsync()).GetAsync("api/avatars");

        var avatars = list.Items("avatars");
        Assert.Equal(["avatars", "total"], list.Fields());
        Assert.Equal(avatars.Count, list.Number("total"));
        Assert.All(avatars, avatar => Assert.Equal(["id", "url", "category"], avatar.Fields()));
        Assert.Equal(Enumerable.Range(1, avatars.Count), avatars.Select(JsonReading.Id));
        Assert.Equal(
            ["animals", "faces", "robots", "shapes"],
            avatars.Select(avatar => avatar.Text("category")!).Distinct().Order()
        );
    }

    [Fact]
    public async Task A_published_address_is_served_for_ever()
    {
        foreach (var url in PublishedAvatars.Urls)
        {
            var answer = await app.Anonymous.GetAsync(new Uri(url, UriKind.Relative));

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{url} is gone");
        }
    }

    [Fact]
    public async Task Every_avatar_of_the_list_is_published()
    {
        var list = await (await app.RegisterAsync()).GetAsync("api/avatars");

        Assert.Equal(
            PublishedAvatars.Urls,
            list.Items("avatars").Select(avatar => avatar.Text("url")!)
        );
    }

    [Fact]
    public async Task A_picture_may_be_shown_by_any_page_and_kept_for_ever_but_not_run()
    {
        var answer = await app.Anonymous.GetAsync(
            new Uri(PublishedAvatars.Urls[0], UriKind.Relative)
        );

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "public, max-age=31536000, immutable",
            answer.Headers.GetValues("Cache-Control").Single()
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'; sandbox",
            answer.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.Equal(
            "cross-origin",
            answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single()
        );
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_picture_that_the_browser_has_is_not_sent_again()
    {
        var url = new Uri(PublishedAvatars.Urls[0], UriKind.Relative);
        var first = await app.Anonymous.GetAsync(url);
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await app.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("1/0000000000000000.svg")]
    [InlineData("1/..%2F..%2Fsecret")]
    [InlineData("1/.svg")]
    [InlineData("0/0000000000000000.svg")]
    [InlineData("999999/0000000000000000.svg")]
    [InlineData("abc/0000000000000000.svg")]
    [InlineData("99999999999999999999/x.svg")]
    public async Task A_picture_that_does_not_exist_is_not_found_and_not_kept(string path)
    {
        var answer = await app.Anonymous.GetAsync(new Uri($"api/avatars/{path}", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "avatar_not_found");
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Another_avatars_hash_does_not_serve()
    {
        var otherFile = PublishedAvatars.Urls[1].Split('/')[^1];

        var answer = await app.Anonymous.GetAsync(
            new Uri($"api/avatars/1/{otherFile}", UriKind.Relative)
        );

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "avatar_not_found");
    }

    [Fact]
    public async Task Selecting_an_avatar_puts_it_into_the_profile()
    {
        var ada = await app.RegisterAsync();

        var first = await (await SelectAsync(ada, """{"avatar_id":7}""")).ReadAsync(
            HttpStatusCode.OK
        );
        var again = await (await SelectAsync(ada, """{"avatar_id":7}""")).ReadAsync(
            HttpStatusCode.OK
        );

        Assert.Equal(PublishedAvatars.Urls[6], first.Text("avatar_url"));
        Assert.Equal(ada.Email, first.Text("email"));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(
            first.Text("avatar_url"),
            (await ada.GetAsync($"api/users/{ada.Id}")).Text("avatar_url")
        );
    }

    [Theory]
    [InlineData("""{"avatar_id":0}""")]
    [InlineData("""{"avatar_id":-7}""")]
    [InlineData("""{"avatar_id":999999}""")]
    public async Task An_unknown_avatar_cannot_be_selected(string body)
    {
        var answer = await SelectAsync(await app.RegisterAsync(), body);

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "avatar_not_found");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"avatar_id":null}""")]
    [InlineData("""{"avatar_id":"1"}""")]
    [InlineData("""{"avatar_id":1.5}""")]
    [InlineData("""{"avatar_id":99999999999}""")]
    [InlineData("""{"avatar_id":{}}""")]
    public async Task A_choice_that_is_no_id_is_refused(string body)
    {
        var answer = await SelectAsync(await app.RegisterAsync(), body);

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["avatar_id"], problem.GetProperty("errors").Fields());
    }

    [Theory]
    [InlineData("", "malformed_json")]
    [InlineData("{", "malformed_json")]
    [InlineData("""{"avatar_id":1,"avatar_id":2}""", "malformed_json")]
    [InlineData("null", "validation_failed")]
    [InlineData("[1]", "validation_failed")]
    public async Task A_body_that_is_no_object_is_refused(string body, string code)
    {
        var answer = await SelectAsync(await app.RegisterAsync(), body);

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_stranger_selects_nothing()
    {
        var answer = await app.Anonymous.PostAsync(
            new Uri("api/avatars/select", UriKind.Relative),
            content: null
        );

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_missing");
    }

    private static Task<HttpResponseMessage> SelectAsync(TestUser user, string body) =>
        user.Http.PostAsync(
            new Uri("api/avatars/select", UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );
}
