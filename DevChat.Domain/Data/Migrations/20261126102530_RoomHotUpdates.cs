using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>
    /// Lets PostgreSQL update the row of a room in its page (HOT) when a message is sent: no index contains a column that
    /// every message changes, and a page has free space for the new row.
    /// </summary>
    [SafeForRunningVersion("the version before finds unannounced rooms without the index too, by reading all rooms; the locks are short")]
    public partial class RoomHotUpdates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // These rooms are no longer found by their announced_seq.
            migrationBuilder.Sql(
                "UPDATE chatrooms SET recount_due_since = updated_at WHERE announced_seq < last_seq AND recount_due_since IS NULL;");
            migrationBuilder.DropIndex(
                name: "ix_chatrooms_unannounced",
                table: "chatrooms");
            migrationBuilder.Sql("ALTER TABLE chatrooms SET (fillfactor = 70);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE chatrooms RESET (fillfactor);");
            migrationBuilder.CreateIndex(
                name: "ix_chatrooms_unannounced",
                table: "chatrooms",
                column: "updated_at",
                filter: "announced_seq < last_seq");
        }
    }
}
