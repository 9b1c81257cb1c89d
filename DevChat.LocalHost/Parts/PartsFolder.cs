namespace DevChat.LocalHost.Parts;

/// <summary>The files of this folder that are no C#, as copied to the output.</summary>
internal static class PartsFolder
{
    public static string At(string file) => Path.Combine(AppContext.BaseDirectory, "Parts", file);
}
