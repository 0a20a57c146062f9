-- Purpose: seconds by which a zone's clocks are ahead of UTC at two midnights. Parameters: $1 date, $2 date, $3 text zone. Grain: one
-- row.
SELECT
  extract(EPOCH FROM ($1::date::timestamp AT TIME ZONE 'UTC') - ($1::date::timestamp AT TIME ZONE $3))::bigint AS at_start,
  extract(EPOCH FROM ($2::date::timestamp AT TIME ZONE 'UTC') - ($2::date::timestamp AT TIME ZONE $3))::bigint AS at_end
