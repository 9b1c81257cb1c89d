namespace DevChat.LargeData.Measuring;

/// <summary>What was measured on one database.</summary>
public sealed record Measurement(
    long Messages,
    int Runs,
    IReadOnlyList<QueryTime> Times,
    IReadOnlyList<RelationSize> Sizes
);

/// <summary>Duration of a query, in milliseconds.</summary>
/// <param name="Fastest">The fastest run: what the query costs when nothing else uses the machine.</param>
public sealed record QueryTime(string Query, double Median, double P95, double Fastest);

/// <summary>Size on disk of a table without its indexes, or of an index, in bytes.</summary>
public sealed record RelationSize(string Relation, long Bytes);
