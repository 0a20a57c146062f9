-- What a plan compares with, and what is left of a run whose results were purged.

ALTER TABLE fairshare.key_result_scores ADD COLUMN input_digest text COLLATE "C";
COMMENT ON COLUMN fairshare.key_result_scores.input_digest IS 'Digest of everything that was read about the key result, by which a plan tells what has changed; null in runs that did not keep it.';

ALTER TABLE fairshare.runs DROP CONSTRAINT runs_state_known;
ALTER TABLE fairshare.runs ADD CONSTRAINT runs_state_known CHECK (state IN (
  'running', 'published', 'unchanged', 'refused', 'failed', 'cancelled', 'abandoned', 'superseded', 'held', 'purged'));
COMMENT ON COLUMN fairshare.runs.state IS 'What became of the run: running, published, unchanged, refused, failed, cancelled, abandoned, superseded, held or purged.';
