using DevChat.Testing;
using DevChat.Testing.Files;
using DevChat.Testing.Programs;
using DevChat.Tests.Clients.Browser;

namespace DevChat.Tests.Clients;

/// <summary>
/// The client library in web/client: its own checks and tests, which talk to a running host, kill it, and open pages in
/// a browser.
/// </summary>
public sealed class ClientLibraryTests(RevivedInstance host) : IClassFixture<RevivedInstance>
{
    [Fact]
    public async Task The_client_library_passes_its_checks_and_tests()
    {
        var web = new NodeFolder(Path.Combine(Repository.Root, "web"));

        var browser = await Chromium.FindAsync(Soon.Token);

        var run = await web.RunAsync(
            "verify.mjs",
            host.Address.ToString(),
            host.PidFile,
            browser ?? string.Empty
        );

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
