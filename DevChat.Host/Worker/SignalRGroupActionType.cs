namespace Microsoft.Azure.Functions.Worker;

/// <summary>The real enumeration also knows RemoveAll, which nothing here needs.</summary>
public enum SignalRGroupActionType
{
    Add,
    Remove,
}
