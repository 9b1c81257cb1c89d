using System.Diagnostics;

namespace DevChat.Host.Hosting;

/// <summary>The span of sending what a function returned, which goes on with the function's trace after its span has ended.</summary>
internal static class OutputSpans
{
    public const string SourceName = "DevChat.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(ActivityContext run) =>
        Source.StartActivity("send outputs", ActivityKind.Internal, run);
}
