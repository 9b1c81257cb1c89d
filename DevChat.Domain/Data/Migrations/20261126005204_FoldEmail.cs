using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>A column for EmailKey, which the version before fills without knowing it.</summary>
    [SafeForRunningVersion("adds a nullable column; the trigger writes nothing but that column")]
    public partial class FoldEmail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "email_key",
                table: "users",
                type: "text",
                nullable: true);

            // The same as EmailKey.Of, letter by letter: lower() would follow the database's locale.
            var capitals = string.Concat(
                Enumerable.Range(1, char.MaxValue)
                    .Select(code => (char)code)
                    .Where(letter => char.ToLowerInvariant(letter) != letter));
            migrationBuilder.Sql(
                $"""
                CREATE FUNCTION fold_email(email text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                    SELECT normalize(translate(normalize(email, NFC), '{capitals}', '{capitals.ToLowerInvariant()}'), NFC)
                $$;
                """);
            // The trigger can go when no version is left that does not write email_key.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION fill_email_key() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.email_key := fold_email(NEW.email);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER fill_email_key BEFORE INSERT ON users
                    FOR EACH ROW WHEN (NEW.email_key IS NULL) EXECUTE FUNCTION fill_email_key();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER fill_email_key ON users;
                DROP FUNCTION fill_email_key();
                DROP FUNCTION fold_email(text);
                """);
            migrationBuilder.DropColumn(
                name: "email_key",
                table: "users");
        }
    }
}
