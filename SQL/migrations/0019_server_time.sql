-- The look at how far people move joins millions of rows once: hashing them costs half of sorting them, and compiling the query costs
-- more than it saves.
ALTER FUNCTION fairshare.count_moved(uuid, double precision) SET enable_mergejoin = off;
ALTER FUNCTION fairshare.count_moved(uuid, double precision) SET jit = off;
