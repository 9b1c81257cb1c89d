using DevChat.Host;
using DevChat.Host.Runtime;
using DevChat.Testing.Apps;
using Microsoft.Extensions.Logging;

namespace DevChat.Operations.Tests.Smoke;

/// <summary>The app with other functions in the place of those of one class. What then goes wrong is logged as errors.</summary>
public abstract class ChangedApp(EmbeddedServers servers, Type left, params Type[] added)
    : DevChatApp(servers)
{
    protected override IReadOnlyList<Type> FunctionClasses =>
        [.. FunctionCatalogue.PublicClasses(typeof(ChatHost).Assembly).Except([left]), .. added];

    protected override void AddLogging(ILoggingBuilder logging) => logging.ClearProviders();
}
