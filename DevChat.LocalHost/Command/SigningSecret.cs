using System.Security.Cryptography;

namespace DevChat.LocalHost.Command;

/// <summary>
/// The signing secret if none is configured: random, stored in the data directory, so that tokens stay valid after a
/// restart.
/// </summary>
internal static class SigningSecret
{
    public static string ReadOrCreate(string dataDirectory)
    {
        var file = Path.Combine(Directory.CreateDirectory(dataDirectory).FullName, "jwt-secret");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, RandomNumberGenerator.GetHexString(64));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return File.ReadAllText(file);
    }
}
