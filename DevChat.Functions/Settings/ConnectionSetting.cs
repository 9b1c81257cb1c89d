using Microsoft.Extensions.Configuration;

namespace DevChat.Functions.Settings;

/// <summary>A setting that is a connection string.</summary>
/// <param name="Name">Name with colons.</param>
/// <param name="Form">Description of a valid value: a sentence without its full stop.</param>
/// <param name="HasWeakSecret">Returns true if the secret is publicly known. Throws if the value cannot be parsed.</param>
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
            // Each parser throws its own types of exception, and their messages may contain a password.
            return [$"{Name} cannot be read: {Form}."];
        }
    }
}
