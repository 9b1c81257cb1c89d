using System.Net;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Profiles;

public sealed class ProfileInputTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_bio_has_up_to_500_characters_whatever_their_size()
    {
        var ada = await app.RegisterAsync();
        var longest = string.Concat(Enumerable.Repeat("🦊", 500));

        var changed = await ProfileRequests.ChangeAsync(
            ada,
            JsonSerializer.Serialize(new { bio = longest })
        );
        var tooLong = await ProfileRequests.PutAsync(
            ada,
            JsonSerializer.Serialize(new { bio = longest + "x" })
        );

        Assert.Equal(longest, changed.Text("bio"));
        var problem = await tooLong.ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        Assert.Equal(["bio"], problem.GetProperty("errors").Fields());
    }

    [Theory]
    [InlineData("""{"username":null}""", "username")]
    [InlineData("""{"username":7}""", "username")]
    [InlineData("""{"username":["a"]}""", "username")]
    [InlineData("""{"username":""}""", "username")]
    [InlineData("""{"username":"ab"}""", "username")]
    [InlineData("""{"username":" spaced "}""", "username")]
    [InlineData("""{"username":"nul\u0000nul"}""", "username")]
    [InlineData("""{"username":"new\nline"}""", "username")]
    [InlineData("""{"username":"newline\n"}""", "username")]
    [InlineData(
        """{"username":"fifty-one-characters-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        "username"
    )]
    [InlineData("""{"bio":7}""", "bio")]
    [InlineData("""{"bio":{}}""", "bio")]
    [InlineData("""{"bio":true}""", "bio")]
    [InlineData("""{"bio":"nul\u0000"}""", "bio")]
    [InlineData("""{"bio":"\ud800"}""", "bio")]
    [InlineData("""{"avatar_id":"1"}""", "avatar_id")]
    [InlineData("""{"avatar_id":1.5}""", "avatar_id")]
    [InlineData("""{"avatar_id":99999999999}""", "avatar_id")]
    [InlineData("""{"avatar_id":[1]}""", "avatar_id")]
    [InlineData("""{"avatar_id":true}""", "avatar_id")]
    public async Task A_field_that_is_not_valid_is_named_and_nothing_changes(
        string body,
        string field
    )
    {
        var ada = await app.RegisterAsync();

        var answer = await ProfileRequests.PutAsync(ada, body);

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], problem.GetProperty("errors").Fields());
        Assert.Equal(ada.Username, (await ada.GetAsync("api/profile")).Text("username"));
    }

    [Theory]
    [InlineData("", "malformed_json")]
    [InlineData("{", "malformed_json")]
    [InlineData("""{"bio":"a","bio":"b"}""", "malformed_json")]
    [InlineData("null", "validation_failed")]
    [InlineData("[]", "validation_failed")]
    [InlineData("\"bio\"", "validation_failed")]
    public async Task A_body_that_is_no_object_is_refused(string body, string code)
    {
        var answer = await ProfileRequests.PutAsync(await app.RegisterAsync(), body);

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999_999)]
    public async Task An_avatar_that_does_not_exist_is_not_found(int id)
    {
        var ada = await app.RegisterAsync();

        var answer = await ProfileRequests.PutAsync(ada, $$"""{"bio":"lost","avatar_id":{{id}}}""");

        await answer.ReadProblemAsync(HttpStatusCode.NotFound, "avatar_not_found");
        Assert.True((await ada.GetAsync("api/profile")).IsNull("bio"));
    }
}
