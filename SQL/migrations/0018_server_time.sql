-- What a run asks of the server, with less of the server's time.

-- The wide tables are sealed side by side, a session each: more workers for each of them only take processors from the others.
ALTER FUNCTION fairshare.seal_partition(text, uuid) SET max_parallel_maintenance_workers = 0;

-- Millions of rows are joined once: hashing them costs half of sorting them, and compiling the query costs more than it saves.
ALTER FUNCTION fairshare.count_moved(uuid, double precision) SET enable_mergejoin = off;
ALTER FUNCTION fairshare.count_moved(uuid, double precision) SET jit = off;
