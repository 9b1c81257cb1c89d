using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Connections;

internal static class ConnectionOperations
{
    public static readonly OperationGroup Group = new(
        "Realtime",
        "The way to the events; docs/realtime.md tells what they are.",
        [
            new("Negotiate", "Where to connect for events")
            {
                Description =
                    "For any SignalR client. The connection belongs to the caller's user and session.",
                Answers =
                [
                    Answer.Ok(
                        "Address and token of the realtime service.",
                        new ConnectionGrant(
                            "https://chat.example.org/client/?hub=chat",
                            "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
                        )
                    ),
                ],
            },
        ]
    );
}
