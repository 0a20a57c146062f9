-- Purpose: the person who reads. Parameters: none. Order: none. Grain: one row.
SELECT fairshare.reader_id() AS person_id
