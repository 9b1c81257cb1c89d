namespace DevChat.Host;

/// <summary>Options of a <see cref="ChatHost"/>.</summary>
public sealed record ChatHostOptions
{
    public const string DefaultUrls = "http://127.0.0.1:7071";

    /// <summary>Addresses to listen on, separated by <c>;</c>. Port 0 takes any free one.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>Environment variables and the <c>Values</c> of local.settings.json, merged by the caller.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Path of host.json. A file that is missing stands for the defaults of the real host.</summary>
    public string HostFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>Where logs go; null: to the console.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Runs after every registration of the host, so that its own registrations win.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Classes to look for functions in; null: the public classes of this assembly.</summary>
    public IReadOnlyList<Type>? FunctionClasses { get; init; }
}
