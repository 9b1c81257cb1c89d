using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Testing.Programs;

public static class ProcessUsers
{
    /// <summary>A new account with the program at <paramref name="address"/>, signed in.</summary>
    public static async Task<TestUser> RegisterAsync(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        var username = $"user{Guid.CreateVersion7():N}";
        using var answer = await http.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email = $"{username}@example.test",
                password = TestUser.Password,
            }
        );
        return new TestUser(http, await answer.ReadAsync(HttpStatusCode.Created));
    }
}
