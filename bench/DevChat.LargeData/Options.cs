using System.Globalization;

namespace DevChat.LargeData;

/// <summary>Options of the command line: <c>--name value</c>.</summary>
internal sealed class Options(IReadOnlyList<string> arguments)
{
    public string Required(string name) =>
        Find(name) ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name, int otherwise) =>
        Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private string? Find(string name) =>
        arguments.SkipWhile(argument => argument != $"--{name}").Skip(1).FirstOrDefault();
}
