using System.Reflection;
using DevChat.Functions.Contract;
using DevChat.Functions.Realtime;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Files;
using FluentValidation;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Docs;

public sealed class RealtimePageTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    /// <summary>Rewrites the page instead of checking it: DEVCHAT_WRITE_DOCS=1 dotnet test --filter RealtimePage.</summary>
    private static bool IsToBeWritten =>
        Environment.GetEnvironmentVariable("DEVCHAT_WRITE_DOCS") == "1";

    [Fact]
    public async Task The_page_says_what_the_catalogues_say()
    {
        var file = Path.Combine(Repository.Root, "docs", "realtime-reference.md");
        var expected = RealtimePage.Write(Schemas()).ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (IsToBeWritten)
        {
            await File.WriteAllTextAsync(file, expected);
            return;
        }

        Assert.Equal(expected, (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_call_that_a_function_answers_is_in_the_catalogue() =>
        Assert.Equal(
            DeclaredFunctions
                .With<SignalRTriggerAttribute>()
                .Where(function => function.Trigger.Category == "messages")
                .Select(function => function.Trigger.Event)
                .Order(),
            RealtimeCatalogue.Calls.Select(call => call.Target).Order()
        );

    [Fact]
    public void Every_event_has_a_name_of_its_own() =>
        Assert.Equal(
            RealtimeCatalogue.Events.Count,
            RealtimeCatalogue.Events.Select(known => known.Target).Distinct().Count()
        );

    [Fact]
    public void Every_event_that_a_feature_declares_is_listed() =>
        Assert.Equal(
            typeof(RealtimeEvent)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Count(field => field.FieldType.IsAssignableTo(typeof(RealtimeEvent))),
            RealtimeCatalogue.Events.Count
        );

    private SchemaCatalogue Schemas() =>
        new(type =>
            (IValidator?)app.Services.GetService(typeof(IValidator<>).MakeGenericType(type))
        );
}
