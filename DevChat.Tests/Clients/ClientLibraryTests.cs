using DevChat.Testing.Apps;
using DevChat.Testing.Files;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Clients;

/// <summary>The client library in web/client: its own checks and tests, which talk to a running app.</summary>
public sealed class ClientLibraryTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_client_library_passes_its_checks_and_tests()
    {
        var web = new NodeFolder(Path.Combine(Repository.Root, "web"));

        var run = await web.RunAsync("verify.mjs", app.Address.ToString());

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
