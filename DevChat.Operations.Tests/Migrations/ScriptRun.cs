using System.Diagnostics;
using DevChat.Testing;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>A program of the deployment that ran to its end.</summary>
/// <param name="Output">What it said, to either stream.</param>
internal sealed record ScriptRun(int ExitCode, string Output)
{
    /// <param name="environment">Added to that of the tests, whose variables for PostgreSQL it does not see.</param>
    public static async Task<ScriptRun> OfAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Fill(process.StartInfo.Environment, environment);
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(Soon.Token);
        var errors = process.StandardError.ReadToEndAsync(Soon.Token);
        await process.WaitForExitAsync(Soon.Token);
        return new ScriptRun(process.ExitCode, await output + await errors);
    }

    /// <summary>The variables by which libpq knows where to sign in and as whom.</summary>
    public static Dictionary<string, string> SignIn(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        return new Dictionary<string, string>
        {
            ["PGHOST"] = target.Host!,
            ["PGPORT"] = $"{target.Port}",
            ["PGDATABASE"] = target.Database!,
            ["PGUSER"] = target.Username!,
            ["PGPASSWORD"] = target.Password!,
            ["PGSSLMODE"] = "disable",
        };
    }

    private static void Fill(
        IDictionary<string, string?> process,
        IReadOnlyDictionary<string, string> environment
    )
    {
        foreach (var inherited in process.Keys.Where(name => name.StartsWith("PG")).ToList())
        {
            process.Remove(inherited);
        }

        var dotnet = Path.GetDirectoryName(DotnetHost.Path)!;
        process["DOTNET_ROOT"] = dotnet;
        process["PATH"] = $"{dotnet}{Path.PathSeparator}{process["PATH"]}";
        foreach (var (name, value) in environment)
        {
            process[name] = value;
        }
    }
}
