using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>An index of the online users by id.</summary>
    /// <remarks>In a transaction, because several hosts may start on one database and migrate it together.</remarks>
    [SafeForRunningVersion("writes to users wait for one pass over the table and an index of the online users: 50 ms at 200,000 users")]
    public partial class OnlineUsersById : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_users_online_id",
                table: "users",
                column: "id",
                filter: "is_online AND id > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_online_id",
                table: "users");
        }
    }
}
