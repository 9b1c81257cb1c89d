namespace Microsoft.Azure.Functions.Worker;

/// <summary>An HTTP request starts the function. No methods: every method does.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    : Attribute
{
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function) { }

    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods) { }

    public HttpTriggerAttribute(AuthorizationLevel authLevel)
        : this(authLevel, []) { }

    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[] Methods { get; } = methods;

    /// <summary>Below the route prefix; null stands for the function's name.</summary>
    public string? Route { get; set; }
}
