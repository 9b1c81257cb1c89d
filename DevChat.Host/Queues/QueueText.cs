using System.Text;

namespace DevChat.Host.Queues;

/// <summary>Encodes the text of a queue message: base64 of UTF-8.</summary>
internal static class QueueText
{
    public static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <exception cref="FormatException">The message is not base64.</exception>
    public static string Decode(string message) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(message));
}
