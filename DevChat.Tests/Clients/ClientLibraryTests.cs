using DevChat.Testing.Files;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Clients;

/// <summary>The client library in web/client: its own checks and tests, which talk to a running host and kill it.</summary>
public sealed class ClientLibraryTests(RevivedInstance host) : IClassFixture<RevivedInstance>
{
    [Fact]
    public async Task The_client_library_passes_its_checks_and_tests()
    {
        var web = new NodeFolder(Path.Combine(Repository.Root, "web"));

        var run = await web.RunAsync("verify.mjs", host.Address.ToString(), host.PidFile);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
