using DevChat.Domain.Sessions;
using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>Checks on section <c>Jwt</c> that concern several settings at once.</summary>
internal static class SigningSecrets
{
    private const string Secret = "Jwt:Secret";
    private const string AlsoAccepted = "Jwt:AlsoAccepted";

    public static IEnumerable<string> Failures(IConfiguration configuration)
    {
        if (configuration[AlsoAccepted] is { Length: > 0 } other && other == configuration[Secret])
        {
            yield return $"{AlsoAccepted} is the same as {Secret}: give the other secret of the rotation, or leave it empty.";
        }

        if (DeploymentEnvironment.IsDevelopment(configuration))
        {
            yield break;
        }

        foreach (var setting in (string[])[Secret, AlsoAccepted])
        {
            if (
                configuration[setting] is { Length: >= JwtOptions.ShortestSecret } secret
                && WeakSecret.IsKey(secret)
            )
            {
                yield return WeakSecret.Refusal(setting);
            }
        }
    }

    public static IEnumerable<string> Missing(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[Secret]))
        {
            yield return $"{Secret} is not set: give at least 32 random characters, e.g. from `openssl rand -base64 48`.";
        }
    }
}
