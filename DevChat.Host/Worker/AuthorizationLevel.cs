using DevChat.Domain.Users;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key of the host a caller has to show.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
