using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DevChat.Domain.Data.Migrations
{
    /// <summary>
    /// Stamps each change with the id of its transaction, so that a client can ask what changed since. Triggers write the
    /// stamps: no statement can forget them, not even one of an older version. Rows without a stamp are older than every
    /// question. See docs/decisions/0024-sync.md.
    /// </summary>
    [SafeForRunningVersion("columns without values, tables that the version before does not use, and triggers that change nothing it reads; writes to messages wait for one pass over the table: 0.5 s at 5 million messages")]
    public partial class ChangeStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE messages ADD COLUMN created_xid xid8, ADD COLUMN changed_xid xid8;
                ALTER TABLE messages ALTER COLUMN created_xid SET DEFAULT pg_current_xact_id();
                ALTER TABLE chatrooms ADD COLUMN changed_xid xid8;
                ALTER TABLE chatrooms ALTER COLUMN changed_xid SET DEFAULT pg_current_xact_id();
                ALTER TABLE chatroom_participants ADD COLUMN changed_xid xid8;
                CREATE TABLE membership_changes (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    user_id integer NOT NULL,
                    chatroom_id integer NOT NULL,
                    change text NOT NULL CHECK (change IN ('added', 'removed', 'deleted')),
                    revision bigint,
                    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
                    changed_at timestamptz NOT NULL DEFAULT now()
                );
                CREATE INDEX ix_membership_changes_user ON membership_changes (user_id, xid);
                CREATE INDEX ix_membership_changes_chatroom ON membership_changes (chatroom_id, xid);
                CREATE TABLE sync_origin (
                    is_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_only_row),
                    id uuid NOT NULL DEFAULT gen_random_uuid(),
                    forgotten_xid xid8
                );
                INSERT INTO sync_origin DEFAULT VALUES;
                """);
            migrationBuilder.Sql(
                """
                CREATE FUNCTION stamp_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.changed_xid := pg_current_xact_id();
                    RETURN NEW;
                END $$
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER stamp_change BEFORE UPDATE ON messages FOR EACH ROW EXECUTE FUNCTION stamp_change();
                CREATE TRIGGER stamp_change BEFORE UPDATE ON chatrooms FOR EACH ROW
                    WHEN (NEW.revision <> OLD.revision) EXECUTE FUNCTION stamp_change();
                CREATE TRIGGER stamp_change BEFORE UPDATE ON chatroom_participants FOR EACH ROW
                    WHEN (NEW.last_read_seq <> OLD.last_read_seq) EXECUTE FUNCTION stamp_change();
                """);
            LogMembership(migrationBuilder);
            // In the transaction, because several hosts may start on one database and migrate it together.
            migrationBuilder.Sql(
                """
                CREATE INDEX ix_messages_changed ON messages (chatroom_id, changed_xid) WHERE changed_xid IS NOT NULL;
                CREATE INDEX ix_participants_changed ON chatroom_participants (chatroom_id, changed_xid) WHERE changed_xid IS NOT NULL;
                """);
        }

        /// <summary>
        /// The row of a deleted room is gone when its participants are deleted with it, so a trigger on rooms logs that.
        /// An exit carries the next revision of the room, which the same transaction stores.
        /// </summary>
        private static void LogMembership(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION log_added_participants() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO membership_changes (user_id, chatroom_id, change)
                    SELECT user_id, chatroom_id, 'added' FROM added;
                    RETURN NULL;
                END $$
                """);
            migrationBuilder.Sql(
                """
                CREATE FUNCTION log_removed_participants() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO membership_changes (user_id, chatroom_id, change, revision)
                    SELECT removed.user_id, removed.chatroom_id, 'removed', room.revision + 1
                      FROM removed JOIN chatrooms room ON room.id = removed.chatroom_id;
                    RETURN NULL;
                END $$
                """);
            migrationBuilder.Sql(
                """
                CREATE FUNCTION log_deleted_chatroom() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO membership_changes (user_id, chatroom_id, change, revision)
                    SELECT user_id, chatroom_id, 'deleted', OLD.revision + 1
                      FROM chatroom_participants WHERE chatroom_id = OLD.id;
                    RETURN OLD;
                END $$
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER log_added_participants AFTER INSERT ON chatroom_participants
                    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION log_added_participants();
                CREATE TRIGGER log_removed_participants AFTER DELETE ON chatroom_participants
                    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION log_removed_participants();
                CREATE TRIGGER log_deleted_chatroom BEFORE DELETE ON chatrooms
                    FOR EACH ROW EXECUTE FUNCTION log_deleted_chatroom();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP FUNCTION stamp_change, log_added_participants, log_removed_participants, log_deleted_chatroom CASCADE;
                DROP TABLE membership_changes, sync_origin;
                ALTER TABLE messages DROP COLUMN created_xid, DROP COLUMN changed_xid;
                ALTER TABLE chatrooms DROP COLUMN changed_xid;
                ALTER TABLE chatroom_participants DROP COLUMN changed_xid;
                """);
        }
    }
}
