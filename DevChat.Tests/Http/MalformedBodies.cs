using System.Text;

namespace DevChat.Tests.Http;

/// <summary>What no JSON reader may stumble over. A body is made of a good one, so that nothing else is wrong with it.</summary>
internal static class MalformedBodies
{
    /// <summary>By name, what to make of an object that would be accepted.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, byte[]>> All = new Dictionary<
        string,
        Func<string, byte[]>
    >
    {
        ["high surrogate as a name"] = With("\"\\ud800\":1"),
        ["low surrogate as a name"] = With("\"\\udc00\":1"),
        ["half a surrogate inside a name"] = With("\"a\\ud83db\":1"),
        ["surrogate as a name in an object"] = With("\"x\":{\"\\ud800\":1}"),
        ["surrogate as a name deep inside"] = With("\"x\":{\"y\":[[{\"z\":{\"\\ud800\":null}}]]}"),
        ["two surrogates as names"] = With("\"\\ud800\":1,\"\\ud800\":2"),
        ["surrogate as a value"] = With("\"x\":\"\\ud800\""),
        ["surrogate as a value in a list"] = With("\"x\":[1,[\"\\udfff\"]]"),
        ["pair the wrong way round"] = With("\"x\":\"\\udc00\\ud800\""),
        ["name twice"] = With("\"x\":1,\"x\":2"),
        ["name twice, once escaped"] = With("\"x\":1,\"\\u0078\":2"),
        ["name twice deep inside"] = With("\"x\":[{\"y\":1,\"y\":1}]"),
        ["nested too deep"] = With($"\"x\":{new string('[', 100)}{new string(']', 100)}"),
        ["nested without an end"] = With($"\"x\":{new string('{', 5000)}"),
        ["unknown escape"] = With("\"x\":\"\\q\""),
        ["short escape"] = With("\"x\":\"\\u12\""),
        ["escape that is no number"] = With("\"x\":\"\\uzzzz\""),
        ["control character in a text"] = With("\"x\":\"a\nb\""),
        ["control character in a name"] = With("\"a\tb\":1"),
        ["U+0000 outside of a text"] = With("\"x\":\0"),
        ["number with a leading zero"] = With("\"x\":01"),
        ["number without an end"] = With("\"x\":1e"),
        ["not a number"] = With("\"x\":NaN"),
        ["comment"] = With("\"x\":1/* */"),
        ["comma too many"] = With("\"x\":1,"),
        ["UTF-8 cut off in a text"] = With("\"x\":\"§\"", 0xC3),
        ["UTF-8 cut off in a name"] = With("\"§\":1", 0xE2, 0x82),
        ["overlong UTF-8"] = With("\"x\":\"§\"", 0xC0, 0x80),
        ["surrogate in UTF-8"] = With("\"x\":\"§\"", 0xED, 0xA0, 0x80),
        ["surrogate in UTF-8 as a name"] = With("\"§\":1", 0xED, 0xA0, 0x80),
        ["beyond Unicode in UTF-8"] = With("\"x\":\"§\"", 0xF4, 0x90, 0x80, 0x80),
        ["byte order mark"] = body => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)],
        ["UTF-16"] = Encoding.Unicode.GetBytes,
        ["UTF-32"] = Encoding.UTF32.GetBytes,
        ["cut off"] = body => Encoding.UTF8.GetBytes(body[..^1]),
        ["something behind it"] = body => Encoding.UTF8.GetBytes($"{body}{body}"),
        ["U+0000 behind it"] = body => Encoding.UTF8.GetBytes($"{body}\0"),
        ["in a list"] = body => Encoding.UTF8.GetBytes($"[{body}]"),
        ["lone surrogate"] = _ => "\"\\ud800\""u8.ToArray(),
        ["null"] = _ => "null"u8.ToArray(),
        ["huge number"] = _ => Encoding.UTF8.GetBytes(new string('9', 100_000)),
    };

    /// <summary>As the last member, which is unknown to every route.</summary>
    /// <param name="bytes">What stands for § in it.</param>
    private static Func<string, byte[]> With(string member, params byte[] bytes) =>
        body =>
        {
            var head = body.TrimEnd('}').Trim();
            var parts = $"{head}{(head == "{" ? "" : ",")}{member}}}".Split('§');
            return
            [
                .. Encoding.UTF8.GetBytes(parts[0]),
                .. bytes,
                .. Encoding.UTF8.GetBytes(parts.Length > 1 ? parts[1] : ""),
            ];
        };
}
