using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>A setting that is a connection string.</summary>
/// <param name="Name">Its name, with colons.</param>
/// <param name="Form">What it looks like, as a sentence without its full stop.</param>
/// <param name="HasWeakSecret">Whether its secret is one that others know; throws when it cannot be read.</param>
internal sealed record ConnectionSetting(string Name, string Form, Func<string, bool> HasWeakSecret)
{
    public bool IsSet(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Name]);

    public IEnumerable<string> Missing(IConfiguration configuration) =>
        IsSet(configuration) ? [] : [$"{Name} is not set: {Form}."];

    public IEnumerable<string> Failures(IConfiguration configuration)
    {
        if (!IsSet(configuration))
        {
            return [];
        }

        try
        {
            return
                HasWeakSecret(configuration[Name]!)
                && !DeploymentEnvironment.IsDevelopment(configuration)
                ? [WeakSecret.Refusal(Name)]
                : [];
        }
        catch (Exception)
        {
            // Each parser has exceptions of its own, and their messages may quote a password.
            return [$"{Name} cannot be read: {Form}."];
        }
    }
}
