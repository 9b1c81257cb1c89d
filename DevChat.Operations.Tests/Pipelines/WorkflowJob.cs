using DevChat.Operations.Tests.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Pipelines;

/// <param name="Name">With the workflow's before it.</param>
internal sealed record WorkflowJob(string Name, YamlMappingNode Node)
{
    /// <summary>Empty for a job that calls another workflow.</summary>
    public IReadOnlyList<YamlMappingNode> Steps =>
        [.. Node.Sequence("steps").Cast<YamlMappingNode>()];

    /// <summary>The workflow of this repository that the job calls: its file name.</summary>
    public string? Called => Path.GetFileName(Node.Text("uses"));

    public bool SignsInToAzure => Uses("azure/login").Any();

    public IEnumerable<string> Scripts => Steps.Select(step => step.Text("run")).OfType<string>();

    public string? Permission(string scope) => Node.Mapping("permissions").Text(scope);

    /// <summary>The steps that run an action of which the name begins so.</summary>
    public IEnumerable<YamlMappingNode> Uses(string action) =>
        Steps.Where(step =>
            step.Text("uses")?.StartsWith(action, StringComparison.Ordinal) is true
        );
}
