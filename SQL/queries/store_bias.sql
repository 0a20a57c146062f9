-- Purpose: store the recording bias of a job family. Parameters: $1 uuid run, $2 text family, $3 float8 bias, $4 float8 low, $5 float8
-- high. Grain: none.
INSERT INTO fairshare.recording_bias (run_id, job_family, bias, bias_low, bias_high) VALUES ($1, $2, $3, $4, $5)
