using System.Net;
using System.Net.Http.Json;
using DevChat.Tests.Support;

namespace DevChat.Tests.LocalHost.Command;

internal static class ProcessUsers
{
    /// <summary>A new account with the program at <paramref name="address"/>, signed in.</summary>
    public static async Task<TestUser> RegisterAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
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
        return new TestUser(address, await answer.ReadAsync(HttpStatusCode.Created));
    }
}
