using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Observability;

/// <summary>infra/observability/prometheus.</summary>
internal static class PrometheusFolder
{
    private const string Name = "infra/observability/prometheus";

    /// <summary>Full path.</summary>
    public static string Path => System.IO.Path.Combine(Repository.Root, Name);

    /// <summary>Copies configuration and rules; the one instance stands in for those that Docker's DNS knows.</summary>
    public static void CopyTo(string directory, Uri instance)
    {
        CopyRules(System.IO.Path.Combine(directory, "rules"));
        var configuration = Yaml.Read($"{Name}/prometheus.yml");
        var global = (YamlMappingNode)configuration["global"];
        global.Children["scrape_interval"] = "1s";
        global.Children["evaluation_interval"] = "1s";
        Target((YamlSequenceNode)configuration["scrape_configs"], instance);
        using var file = File.CreateText(System.IO.Path.Combine(directory, "prometheus.yml"));
        new YamlStream(new YamlDocument(configuration)).Save(file, assignAnchors: false);
    }

    private static void CopyRules(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, "rules")))
        {
            File.Copy(file, System.IO.Path.Combine(directory, System.IO.Path.GetFileName(file)));
        }
    }

    private static void Target(YamlSequenceNode jobs, Uri instance)
    {
        var job = jobs.Cast<YamlMappingNode>().Single(job => $"{job["job_name"]}" == "devchat");
        job.Children.Remove("dns_sd_configs");
        job.Add(
            "static_configs",
            new YamlSequenceNode(
                new YamlMappingNode("targets", new YamlSequenceNode(instance.Authority))
            )
        );
    }
}
