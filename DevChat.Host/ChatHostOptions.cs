using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Host;

/// <summary>Options of a <see cref="ChatHost"/>.</summary>
public sealed record ChatHostOptions
{
    public const string DefaultUrls = "http://127.0.0.1:7071";

    /// <summary>Addresses to listen on, separated by <c>;</c>. Port 0 takes any free one.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>Environment variables and the <c>Values</c> of local.settings.json, merged by the caller.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Path of host.json. If the file is missing, the defaults of Azure's host apply.</summary>
    public string HostFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>The folder of the built web app, which is served at <c>/</c>. Null: none is served.</summary>
    public string? WebFolder { get; init; }

    /// <summary>Destination of logs. Null means the console.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Runs after all registrations of the host, so that its registrations override them.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Classes that contain functions. Null means the public classes of this assembly.</summary>
    public IReadOnlyList<Type>? FunctionClasses { get; init; }
}
