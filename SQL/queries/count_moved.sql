-- Purpose: how many people a staged run would move far beside the published one. Parameters: $1 uuid run, $2 float8 part of a share
-- beyond which somebody counts as moved. Grain: one row, or none where nothing is published.
SELECT moved, people FROM fairshare.count_moved($1, $2)
