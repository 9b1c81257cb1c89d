using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    username = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    email = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    password = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    bio = table.Column<string>(type: "text", nullable: true),
                    avatar_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    is_online = table.Column<bool>(type: "boolean", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chatrooms",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    is_group = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<int>(type: "integer", nullable: true),
                    direct_low_user_id = table.Column<int>(type: "integer", nullable: true),
                    direct_high_user_id = table.Column<int>(type: "integer", nullable: true),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    announced_seq = table.Column<long>(type: "bigint", nullable: false),
                    recount_due_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chatrooms", x => x.id);
                    table.CheckConstraint("ck_chatrooms_group_or_pair", "CASE WHEN is_group\nTHEN name IS NOT NULL AND direct_low_user_id IS NULL AND direct_high_user_id IS NULL\nELSE (direct_low_user_id < direct_high_user_id) IS TRUE END");
                    table.ForeignKey(
                        name: "fk_chatrooms_users_created_by",
                        column: x => x.created_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "chatroom_participants",
                columns: table => new
                {
                    chatroom_id = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_read_seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chatroom_participants", x => new { x.chatroom_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_chatroom_participants_chatrooms_chatroom_id",
                        column: x => x.chatroom_id,
                        principalTable: "chatrooms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_chatroom_participants_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    chatroom_id = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    sender_id = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: true),
                    client_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                    table.CheckConstraint("ck_messages_content_or_deleted", "(content IS NULL) = (deleted_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_messages_chatrooms_chatroom_id",
                        column: x => x.chatroom_id,
                        principalTable: "chatrooms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_messages_users_sender_id",
                        column: x => x.sender_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session_connections",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    connected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_connections", x => x.connection_id);
                    table.ForeignKey(
                        name: "fk_session_connections_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_chatroom_participants_chatroom_id_joined_at_user_id",
                table: "chatroom_participants",
                columns: new[] { "chatroom_id", "joined_at", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_chatroom_participants_chatroom_id_last_read_seq",
                table: "chatroom_participants",
                columns: new[] { "chatroom_id", "last_read_seq" })
                .Annotation("Npgsql:IndexInclude", new[] { "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_chatroom_participants_user_id",
                table: "chatroom_participants",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_chatrooms_created_by",
                table: "chatrooms",
                column: "created_by");

            migrationBuilder.CreateIndex(
                name: "ix_chatrooms_recount_due_since",
                table: "chatrooms",
                column: "recount_due_since",
                filter: "recount_due_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_chatrooms_unannounced",
                table: "chatrooms",
                column: "updated_at",
                filter: "announced_seq < last_seq");

            migrationBuilder.CreateIndex(
                name: "ux_chatrooms_direct_pair",
                table: "chatrooms",
                columns: new[] { "direct_low_user_id", "direct_high_user_id" },
                unique: true,
                filter: "NOT is_group");

            migrationBuilder.CreateIndex(
                name: "ix_messages_deleted",
                table: "messages",
                columns: new[] { "chatroom_id", "seq" },
                filter: "deleted_at IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "sender_id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_sender",
                table: "messages",
                columns: new[] { "chatroom_id", "sender_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ux_messages_client_message_id",
                table: "messages",
                columns: new[] { "sender_id", "client_message_id" },
                unique: true,
                filter: "client_message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_seq",
                table: "messages",
                columns: new[] { "chatroom_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_session_connections_closes_at",
                table: "session_connections",
                column: "closes_at");

            migrationBuilder.CreateIndex(
                name: "ix_session_connections_session_id",
                table: "session_connections",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_expires_at",
                table: "sessions",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id",
                table: "sessions",
                column: "user_id");

            // EF Core has no expression indexes. They serve sign-in, uniqueness whatever the case, and search by prefix.
            migrationBuilder.Sql(
                """
                CREATE UNIQUE INDEX ux_users_username ON users (lower(username) text_pattern_ops);
                CREATE UNIQUE INDEX ux_users_email ON users (lower(email));
                CREATE INDEX ix_users_online ON users (lower(username) text_pattern_ops) WHERE is_online;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chatroom_participants");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "session_connections");

            migrationBuilder.DropTable(
                name: "chatrooms");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
