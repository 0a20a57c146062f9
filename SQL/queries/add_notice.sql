-- Purpose: store a fact that a run noticed. Parameters: $1 uuid run, $2 text code, $3 text severity, $4 int8 count, $5 text detail or
-- null. Grain: none.
INSERT INTO fairshare.run_notices (run_id, code, severity, count, detail) VALUES ($1, $2, $3, $4, $5)
