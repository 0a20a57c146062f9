-- Purpose: store a parameter of the company fit. Parameters: $1 uuid run, $2 text name, $3 float8 value. Grain: none.
INSERT INTO fairshare.company_fit (run_id, name, value) VALUES ($1, $2, $3)
