-- Purpose: note that a reviewer opened a finding. Parameters: $1 text finding id, $2 text who. Grain: none.
INSERT INTO fairshare.case_views (finding_id, opened_by) VALUES ($1, $2)
