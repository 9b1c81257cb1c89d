namespace Microsoft.Azure.Functions.Worker;

/// <summary>The property of a class of several outputs that answers the HTTP request.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : Attribute;
