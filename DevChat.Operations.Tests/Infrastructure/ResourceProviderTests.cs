using System.Text.RegularExpressions;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>A deployment with rights on one group only cannot register providers in the subscription.</summary>
public sealed partial class ResourceProviderTests
{
    [Fact]
    public async Task The_page_has_a_subscription_register_what_the_templates_use()
    {
        var plan = await DeploymentPlans.OfAsync(DeploymentPlans.Everything);

        var used = plan.Resources.Select(resource => resource.Type.Split('/')[0]).ToHashSet();
        // Every subscription has this one.
        used.Remove("Microsoft.Authorization");
        // The subnet of Flex Consumption is delegated to it.
        used.Add("Microsoft.App");
        Assert.Equal(used.Order(StringComparer.Ordinal), Registered());
    }

    private static IEnumerable<string> Registered() =>
        Registration()
            .Match(Repository.Read("docs/azure.md"))
            .Groups["providers"]
            .Value.Split([' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => $"Microsoft.{name}");

    [GeneratedRegex(@"for provider in (?<providers>[\w \\\n]+); do az provider register")]
    private static partial Regex Registration();
}
