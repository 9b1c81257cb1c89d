namespace DevChat.Host.Realtime;

/// <summary>A name that a client made up, short enough to be sent back.</summary>
internal static class ShortName
{
    private const int Longest = 100;

    public static string Of(string name) => name.Length <= Longest ? name : $"{name[..Longest]}…";
}
