namespace DevChat.Functions.Http;

/// <summary>The HTTP functions that need no access token. Every other one does.</summary>
public static class AnonymousFunctions
{
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        "Register",
        "Login",
        "Health",
        "Ready",
        "OpenApi",
        "Preflight",
        "GetAvatarPicture",
    };
}
