using System.Collections;

namespace DevChat.Host.Hosting;

/// <summary>An output holds one item or a collection of them.</summary>
internal static class Enumerated
{
    /// <summary>The items of a collection without those that are null; a value that is none (a text is none) as its only item.</summary>
    public static IEnumerable<object> Items(object value) =>
        value is IEnumerable items and not string ? items.OfType<object>() : [value];
}
