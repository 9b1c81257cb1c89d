using System.Net;
using DevChat.Domain.Accounts;
using DevChat.Domain.Sessions;
using DevChat.Functions.Audit;
using DevChat.Functions.Requests;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DevChat.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly LoggerFactory _loggers;
    private readonly AuditLog _audit;

    public AuditLogTests()
    {
        _loggers = new([_log]);
        var (caller, request) = (new CurrentUser(), new CurrentRequest());
        caller.Set(new AccessToken(7, Guid.Empty, DateTimeOffset.MaxValue));
        request.Set("a-request", IPAddress.Parse("203.0.113.7"));
        var hash = new AccountHash(Options.Create(new JwtOptions { Secret = "a secret" }));
        _audit = new(_loggers, hash, caller, request);
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void Every_line_says_who_from_where_and_in_which_request()
    {
        _audit.SignedOut();

        var line = Assert.Single(_log.Entries);
        Assert.Equal(AuditLog.Category, line.Category);
        Assert.Equal(7, line.Fields["ActorId"]);
        Assert.Equal("203.0.113.7", line.Fields["ClientAddress"]);
        Assert.Equal("a-request", line.Fields["RequestId"]);
    }

    [Fact]
    public void Changes_of_rooms_and_messages_name_what_they_touch()
    {
        _audit.ChatroomCreated(11);
        _audit.ParticipantsAdded(11, [8, 9]);
        _audit.ParticipantRemoved(11, 8);
        _audit.ParticipantLeft(11);
        _audit.MessageDeleted(11, 5_000_000_000);
        _audit.ChatroomDeleted(11);

        Assert.Equal(
            [
                "1101 chatroom.created 11   ",
                "1103 chatroom.participants_added 11  8,9 ",
                "1104 chatroom.participant_removed 11  8 ",
                "1105 chatroom.participant_left 11   ",
                "1201 message.deleted 11 5000000000  ",
                "1102 chatroom.deleted 11   ",
            ],
            _log.Entries.Select(Subjects)
        );
    }

    private static string Subjects(LogEntry line) =>
        $"{line.Event.Id} {line.Fields["Event"]} {line.Fields["ChatroomId"]} {line.Fields["MessageId"]} {line.Fields["UserIds"]} {line.Fields["AccountHash"]}";
}
