using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>Gives every account its EmailKey, and those to come that the version before opens without knowing of it.</summary>
    /// <remarks>
    /// In a transaction, index and all: several LocalHosts may start on one database, and what one of them has done outside of a
    /// transaction another cannot take back.
    /// </remarks>
    [SafeForRunningVersion("adds a nullable column, which a trigger fills; users is locked while keys are made: one pass over it and one index")]
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
                    SELECT CASE
                        WHEN octet_length(email) = length(email) THEN lower(email COLLATE "C")
                        ELSE normalize(translate(normalize(email, NFC), '{capitals}', '{capitals.ToLowerInvariant()}'), NFC)
                    END
                $$;
                """);
            migrationBuilder.Sql("UPDATE users SET email_key = fold_email(email);");
            // Two spellings of one address, which the index on lower(email) told apart: it is the older account's.
            migrationBuilder.Sql(
                """
                UPDATE users SET email_key = NULL
                 WHERE EXISTS (SELECT FROM users AS older WHERE older.email_key = users.email_key AND older.id < users.id);
                """);
            migrationBuilder.CreateIndex(
                name: "ux_users_email_key",
                table: "users",
                column: "email_key",
                unique: true);
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
            migrationBuilder.DropIndex(
                name: "ux_users_email_key",
                table: "users");
            migrationBuilder.DropColumn(
                name: "email_key",
                table: "users");
        }
    }
}
