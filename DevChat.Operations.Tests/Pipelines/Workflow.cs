using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;
using YamlDotNet.RepresentationModel;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>A file of .github/workflows.</summary>
/// <param name="File">Full path.</param>
internal sealed record Workflow(string File, string Text, YamlMappingNode Root)
{
    public static readonly IReadOnlyList<Workflow> All =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    public string Name => Path.GetFileName(File);

    public IEnumerable<WorkflowJob> Jobs =>
        Root.Mapping("jobs")
            .Children.Select(job => new WorkflowJob(
                $"{Name}: {job.Key}",
                (YamlMappingNode)job.Value
            ));

    public static Workflow Named(string name) => All.Single(workflow => workflow.Name == name);

    private static Workflow Read(string file)
    {
        var text = System.IO.File.ReadAllText(file);
        return new(file, text, Yaml.Parse(text));
    }
}
