-- Compares messages in one table with messages in one partition per month: psql -f bench/partitioning.sql DATABASE
-- DATABASE was filled by DevChat.LargeData. Run this on a copy: it deletes the oldest tenth of the messages.
\set ON_ERROR_STOP on
\pset footer off
SET maintenance_work_mem = '512MB';
SET search_path = public;

-- Average duration in ms of a statement, planning included; {n} in it is the number of the run.
CREATE OR REPLACE FUNCTION average_ms(statement text, runs int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz;
BEGIN
    FOR run IN 1 .. runs / 10 LOOP
        EXECUTE replace(statement, '{n}', run::text);
    END LOOP;
    start := clock_timestamp();
    FOR run IN runs / 10 + 1 .. runs / 10 + runs LOOP
        EXECUTE replace(statement, '{n}', run::text);
    END LOOP;
    RETURN round((extract(epoch FROM clock_timestamp() - start) * 1000 / runs)::numeric, 3);
END $$;

\echo 'The same messages in monthly partitions'
DROP TABLE IF EXISTS by_month;
CREATE TABLE by_month (LIKE messages INCLUDING DEFAULTS INCLUDING IDENTITY) PARTITION BY RANGE (created_at);
SELECT format(
           'CREATE TABLE %I PARTITION OF by_month FOR VALUES FROM (%L) TO (%L)',
           'by_month_' || to_char(month, 'YYYY_MM'), month, month + interval '1 month'
       )
  FROM (SELECT min(created_at) AS first FROM messages) AS oldest,
       generate_series(date_trunc('month', first), now(), interval '1 month') AS month
\gexec
\timing on
INSERT INTO by_month OVERRIDING SYSTEM VALUE SELECT * FROM messages;
-- A unique index of a partitioned table must contain created_at. So none of these three forbids a second row with the same
-- seq or the same client_message_id.
ALTER TABLE by_month ADD PRIMARY KEY (id, created_at);
CREATE UNIQUE INDEX ON by_month (chatroom_id, seq, created_at);
CREATE UNIQUE INDEX ON by_month (sender_id, client_message_id, created_at) WHERE client_message_id IS NOT NULL;
CREATE INDEX ON by_month (chatroom_id, sender_id, seq);
CREATE INDEX ON by_month (chatroom_id, seq) INCLUDE (sender_id) WHERE deleted_at IS NOT NULL;
ALTER TABLE by_month ADD FOREIGN KEY (chatroom_id) REFERENCES chatrooms ON DELETE CASCADE;
ALTER TABLE by_month ADD FOREIGN KEY (sender_id) REFERENCES users ON DELETE RESTRICT;
VACUUM (ANALYZE) by_month;
\timing off

\echo 'Average duration, ms'
SELECT what AS statement,
       average_ms(replace(statement, '{table}', 'messages'), 300) AS one_table,
       average_ms(replace(statement, '{table}', 'by_month'), 300) AS by_month
  FROM (VALUES
        ('newest page of a large room',
         'SELECT * FROM {table} m JOIN users u ON u.id = m.sender_id WHERE chatroom_id = 1 ORDER BY seq DESC LIMIT 51'),
        ('page in the middle of a large room',
         'SELECT * FROM {table} m JOIN users u ON u.id = m.sender_id WHERE chatroom_id = 1
             AND seq < (SELECT last_seq / 2 FROM chatrooms WHERE id = 1) + {n} ORDER BY seq DESC LIMIT 51'),
        ('last message of a room',
         'SELECT * FROM {table} WHERE chatroom_id = {n} AND seq = (SELECT last_seq FROM chatrooms WHERE id = {n})'),
        ('own messages after a read position',
         'SELECT count(*) FROM {table} WHERE chatroom_id = {n} AND sender_id = 1
             AND seq > (SELECT last_seq - 20 FROM chatrooms WHERE id = {n})'),
        ('message by client_message_id',
         'SELECT * FROM {table} WHERE sender_id = {n} AND client_message_id = ''00000000-0000-0000-0000-000000000000'''),
        ('insert',
         'INSERT INTO {table} (chatroom_id, seq, sender_id, content, client_message_id, created_at)
          VALUES (2, 100000000 + {n}, 1, ''A message of ordinary length.'', gen_random_uuid(), now())')
       ) AS compared (what, statement);

\echo 'Sizes, MiB'
SELECT 'messages' AS "table", pg_table_size('messages') >> 20 AS rows, pg_indexes_size('messages') >> 20 AS indexes
UNION ALL
SELECT 'by_month', sum(pg_table_size(relid))::bigint >> 20, sum(pg_indexes_size(relid))::bigint >> 20
  FROM pg_partition_tree('by_month') WHERE isleaf;

\echo 'Retention: the oldest tenth'
SELECT id / 10 AS oldest FROM (SELECT max(id) AS id FROM messages) AS newest
\gset
CREATE OR REPLACE PROCEDURE delete_in_batches(until bigint, size bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOR batch IN 0 .. until / size - 1 LOOP
        DELETE FROM messages WHERE id > batch * size AND id <= (batch + 1) * size;
        COMMIT;
    END LOOP;
END $$;
SELECT pg_current_wal_lsn() AS before
\gset
\timing on
CALL delete_in_batches(:oldest, 10000);
\timing off
SELECT pg_size_pretty(pg_current_wal_lsn() - :'before'::pg_lsn) AS wal_of_delete, pg_current_wal_lsn() AS before
\gset
\echo 'WAL of the deletion: ' :wal_of_delete
\timing on
VACUUM messages;
\timing off
SELECT pg_size_pretty(pg_current_wal_lsn() - :'before'::pg_lsn) AS wal_of_vacuum, pg_current_wal_lsn() AS before
\gset
\echo 'WAL of the vacuum: ' :wal_of_vacuum
SELECT pg_table_size('messages') >> 20 AS rows_mib, pg_indexes_size('messages') >> 20 AS indexes_mib;
SELECT relid::regclass AS oldest_partition FROM pg_partition_tree('by_month') WHERE isleaf ORDER BY relid::regclass::text OFFSET 1 LIMIT 1
\gset
SELECT count(*) AS rows_of_the_partition FROM :oldest_partition;
\timing on
ALTER TABLE by_month DETACH PARTITION :oldest_partition;
DROP TABLE :oldest_partition;
\timing off
SELECT pg_size_pretty(pg_current_wal_lsn() - :'before'::pg_lsn) AS wal_of_drop
\gset
\echo 'WAL of the drop: ' :wal_of_drop
