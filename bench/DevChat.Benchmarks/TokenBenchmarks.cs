using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using Microsoft.Extensions.Options;

namespace DevChat.Benchmarks;

/// <summary>Reads an access token, which every request does once.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private readonly AccessTokens _tokens = new(
        Options.Create(new JwtOptions { Secret = RandomNumberGenerator.GetHexString(64) }),
        TimeProvider.System
    );
    private string _token = "";

    [GlobalSetup]
    public void Issue()
    {
        var now = TimeProvider.System.GetUtcNow();
        _token = _tokens.Issue(
            new User
            {
                Id = 42,
                Username = "ada",
                Email = "ada@example.test",
                EmailKey = null,
                PasswordHash = "",
            },
            new Session
            {
                Id = Guid.CreateVersion7(now),
                UserId = 42,
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            }
        );
    }

    [Benchmark]
    public Task<AccessToken?> ReadToken() => _tokens.ReadAsync(_token);
}
