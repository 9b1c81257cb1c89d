namespace DevChat.Functions.OpenApi;

/// <summary>The operations of a feature: a tag of the document.</summary>
public sealed record OperationGroup(
    string Name,
    string Description,
    IReadOnlyList<Operation> Operations
);
