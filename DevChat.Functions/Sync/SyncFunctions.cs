using DevChat.Domain.Sync;
using DevChat.Functions.Background;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Sync;

public sealed class SyncFunctions(
    SyncService sync,
    MembershipLog memberships,
    PayloadReader payloads,
    CurrentUser caller,
    Sweeps sweeps
)
{
    public static readonly Operation SyncOperation = new("Sync", "What the caller missed")
    {
        Description =
            "Without `since`: the caller's rooms as `chatroom-created`, and a token. With it: what changed in all rooms since that token, as the realtime events that would have told it, with the present state. A client applies changes and events with the same code. While `more` is true, the next request continues with `next`.",
        Query = new SyncRange("ZXhhbXBsZQ", Limit: 50),
        Answers = [Answer.Ok("A page of changes.", SyncChanges.Example)],
        Refusals = [SyncErrors.ResyncRequired],
    };

    [Function("Sync")]
    public async Task<IActionResult> Sync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sync")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var range = payloads.Valid(
            new SyncRange(request.Text("since"), request.Number<int>("limit"))
        );
        var page = await sync.ReadAsync(caller.Id, range, cancellationToken);
        return Answers.Ok(SyncChanges.Of(page, caller.Id));
    }

    [Function("ForgetMembershipChanges")]
    public Task Forget(
        [TimerTrigger("0 10 * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    ) =>
        sweeps.RunAsync(
            SweepKind.MembershipChanges,
            async () =>
            {
                await memberships.ForgetAsync(cancellationToken);
                return 0;
            }
        );
}
