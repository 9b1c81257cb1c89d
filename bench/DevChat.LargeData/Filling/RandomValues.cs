namespace DevChat.LargeData.Filling;

internal static class RandomValues
{
    /// <summary>16 random bytes, as a client that makes random ids sends them.</summary>
    public static Guid NextGuid(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>One of the items. The first ones are chosen the most often.</summary>
    public static T NextSkewed<T>(this Random random, T[] items)
    {
        var place = random.NextDouble();
        return items[(int)(items.Length * place * place)];
    }
}
