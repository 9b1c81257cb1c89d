namespace DevChat.Operations.Tests.Migrations;

internal static class Psql
{
    public static bool IsHere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "psql")));
}
