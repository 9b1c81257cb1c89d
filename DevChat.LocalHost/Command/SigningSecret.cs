using System.Security.Cryptography;

namespace DevChat.LocalHost.Command;

/// <summary>The signing secret of a machine without one in its configuration: random, kept with the data, so that tokens outlive a restart.</summary>
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
