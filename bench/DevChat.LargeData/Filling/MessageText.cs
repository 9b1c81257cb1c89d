namespace DevChat.LargeData.Filling;

/// <summary>Texts of messages: mostly a few words, sometimes a paragraph.</summary>
internal sealed class MessageText
{
    private const int BufferWords = 20_000;
    private const int MaxWords = 150;

    private static readonly string[] Vocabulary =
        "the a is we you it this that on in to for and but not can will when who yes no today tomorrow meeting build release customer ticket deploy review question answer thanks please later ready problem fixed number report draft".Split(
            ' '
        );

    private readonly string _buffer;
    private readonly int[] _starts = new int[BufferWords + 1];
    private readonly Random _random;

    public MessageText(Random random)
    {
        _random = random;
        var words = random.GetItems(Vocabulary, BufferWords);
        for (var i = 0; i < BufferWords; i++)
        {
            _starts[i + 1] = _starts[i] + words[i].Length + 1;
        }

        _buffer = string.Join(' ', words) + ' ';
    }

    /// <summary>A text of 2 to 150 words, 13 on average.</summary>
    public string Next()
    {
        var words = (int)Math.Min(MaxWords, 2 - 11 * Math.Log(1 - _random.NextDouble()));
        var first = _random.Next(BufferWords - words);
        return _buffer[_starts[first]..(_starts[first + words] - 1)];
    }
}
