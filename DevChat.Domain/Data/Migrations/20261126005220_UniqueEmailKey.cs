using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>Gives every account its key. May be run again from the start.</summary>
    [SafeForRunningVersion("fills a column that the version before does not know, a thousand rows at a time")]
    public partial class UniqueEmailKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DO $$
                DECLARE
                    done integer := 0;
                BEGIN
                    LOOP
                        UPDATE users SET email_key = fold_email(email)
                         WHERE id > done AND id <= done + 1000 AND email_key IS NULL;
                        COMMIT;
                        done := done + 1000;
                        EXIT WHEN done >= (SELECT coalesce(max(id), 0) FROM users);
                    END LOOP;
                END $$;
                """,
                suppressTransaction: true);
            // Two spellings of one address, which the index on lower(email) told apart: it is the older account's.
            migrationBuilder.Sql(
                """
                UPDATE users SET email_key = NULL
                 WHERE EXISTS (SELECT FROM users AS older WHERE older.email_key = users.email_key AND older.id < users.id);
                """,
                suppressTransaction: true);
            migrationBuilder.CreateIndex(
                name: "ux_users_email_key",
                table: "users",
                column: "email_key",
                unique: true)
                .Annotation("Npgsql:CreatedConcurrently", true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_users_email_key",
                table: "users");
        }
    }
}
