namespace DevChat.LocalHost.Command;

/// <summary>The text that is printed when the host is ready.</summary>
internal static class Banner
{
    public static void Print(
        Uri address,
        bool hasWeb,
        IEnumerable<string> started,
        TimeSpan elapsed
    )
    {
        var api = new Uri(address, "api");
        Console.WriteLine(
            $$"""

            DevChat is ready at {{api}} after {{elapsed.TotalSeconds:0.0}} s.
            {{string.Join(Environment.NewLine, started.Select(server => $"  started {server}"))}}
            {{(
                hasWeb ? $"{Environment.NewLine}Chat: {address}{Environment.NewLine}" : string.Empty
            )}}
            Try it:
              curl -s {{api}}/auth/register -H 'Content-Type: application/json' -d '{"username":"ada","email":"ada@example.org","password":"correct horse"}'
              curl -s {{api}}/auth/me -H "Authorization: Bearer $TOKEN"     # TOKEN: the token of the answer above

            The API to read and try: {{api}}/docs

            Ctrl+C stops it; the data stays.
            """
        );
    }
}
