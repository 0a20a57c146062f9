-- Purpose: whether row policies keep nobody's rows from this login. Parameters: none. Order: none. Grain: one row.
SELECT fairshare.reads_everybody() AS reads_everybody
