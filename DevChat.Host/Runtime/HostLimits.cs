using System.ComponentModel.DataAnnotations;
using DevChat.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Runtime;

/// <summary>Configuration section <c>Limits</c>: what slow and hostile clients may take of the host.</summary>
internal sealed class HostLimits
{
    private const string Section = "Limits";
    private const int Million = 1_000_000;

    /// <summary>Open TCP connections that are not WebSockets.</summary>
    [Range(10, Million)]
    public int HttpConnections { get; set; } = 20_000;

    /// <summary>Open realtime connections, of all transports.</summary>
    [Range(1, Million)]
    public int RealtimeConnections { get; set; } = 50_000;

    /// <summary>Time for the head of a request.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>KiB that wait for one realtime connection. They allow bursts.</summary>
    [Range(64, Million)]
    public int WaitingKiB { get; set; } = 16 * 1024;

    /// <summary>KiB that wait for all realtime connections together, before the host is crowded.</summary>
    [Range(64, 16 * Million)]
    public int WaitingKiBOfAll { get; set; } = 256 * 1024;

    /// <summary>KiB that wait for one realtime connection while the host is crowded.</summary>
    [Range(64, Million)]
    public int WaitingKiBWhenCrowded { get; set; } = 1024;

    /// <summary>Time in which a client takes what waits for it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ReadingTime { get; set; } = TimeSpan.FromSeconds(5);

    public static HostLimits Of(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<HostLimits>() ?? new();

    /// <summary>Failures of settings, one line each.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        SectionCheck.Failures(configuration, Section, typeof(HostLimits));
}
