using DevChat.Domain.Text;
using DevChat.Testing;
using DevChat.Testing.Apps;
using Npgsql;

namespace DevChat.Tests.Text;

/// <summary>Against PostgreSQL, which knows the same standard by itself and without regard to any locale.</summary>
public sealed class NfcTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Every_character_has_the_form_that_PostgreSQL_gives_it() =>
        await AssertAgreesAsync(UnicodeCharacters.All);

    [Fact]
    public async Task Every_letter_with_every_kind_of_mark_has_the_form_that_PostgreSQL_gives_it() =>
        await AssertAgreesAsync([
            .. from character in UnicodeCharacters.All
            where UnicodeCharacters.HasOtherForms(character)
            from marks in (string[])["\u0301\u0323", "\u0345\u0334", "\u093C", "\u3099", "\u11A8"]
            select character + marks,
        ]);

    /// <summary>Characters that are younger than PostgreSQL's tables are left out.</summary>
    private async Task AssertAgreesAsync(IReadOnlyList<string> texts)
    {
        await using var command = app.Database.CreateCommand(
            """
            SELECT array_agg(CASE WHEN unicode_assigned(text) THEN normalize(text, NFC) END ORDER BY place)
              FROM unnest(@texts) WITH ORDINALITY AS given (text, place)
            """
        );
        command.Parameters.Add(new NpgsqlParameter("texts", texts.ToArray()));
        var expected = (string?[])(await command.ExecuteScalarAsync())!;

        Assert.Empty(
            texts
                .Zip(expected)
                .Where(pair => pair.Second is not null && Nfc.Of(pair.First) != pair.Second)
                .Select(pair => UnicodeCharacters.Written(pair.First))
        );
    }
}
