using DevChat.Functions.Settings;

namespace DevChat.Functions.Http.Cors;

/// <summary>Configuration section <c>Cors</c>.</summary>
public sealed class CorsSettings
{
    /// <summary>Origins of the web apps that may call, e.g. <c>https://chat.example.org</c>; <c>*</c> for any.</summary>
    public IList<string> AllowedOrigins { get; } = [];
}
