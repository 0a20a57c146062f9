-- What comes in, part two: the acts from which contribution is estimated, and what people say about it.

CREATE TABLE collab.tasks (
  task_id text COLLATE "C" NOT NULL PRIMARY KEY,
  key_result_id text COLLATE "C",
  title text,
  effort double precision,
  created_at timestamptz,
  completed_at timestamptz,
  outcome text COLLATE "C"
);
CREATE INDEX tasks_of_key_result ON collab.tasks (key_result_id);

COMMENT ON TABLE collab.tasks IS 'One row per task, ticket or piece of work.';
COMMENT ON COLUMN collab.tasks.task_id IS 'Identifier of the task, at most 64 bytes.';
COMMENT ON COLUMN collab.tasks.key_result_id IS 'Key result that the task serves; null if it serves none.';
COMMENT ON COLUMN collab.tasks.title IS 'The task in words.';
COMMENT ON COLUMN collab.tasks.effort IS 'Size of the task in points or hours, at least 0, in one unit per team; null is imputed.';
COMMENT ON COLUMN collab.tasks.created_at IS 'Time at which the task was opened.';
COMMENT ON COLUMN collab.tasks.completed_at IS 'Time at which the task was finished; null while it is open.';
COMMENT ON COLUMN collab.tasks.outcome IS 'What became of it: open, delivered, learned or dropped.';

CREATE TABLE collab.task_assignees (
  task_id text COLLATE "C",
  person_id text COLLATE "C",
  role text COLLATE "C",
  effort_share double precision
);
CREATE INDEX task_assignees_of_task ON collab.task_assignees (task_id);

COMMENT ON TABLE collab.task_assignees IS 'One row per task and person who worked on it.';
COMMENT ON COLUMN collab.task_assignees.task_id IS 'The task.';
COMMENT ON COLUMN collab.task_assignees.person_id IS 'The person who worked on it.';
COMMENT ON COLUMN collab.task_assignees.role IS 'Part taken in the task: owner, co_owner, helper or handler; null means owner.';
COMMENT ON COLUMN collab.task_assignees.effort_share IS 'Part of the task''s effort, a fraction from 0 to 1; where it is missing the rest is divided equally.';

CREATE TABLE collab.task_links (
  task_id text COLLATE "C",
  blocks_task_id text COLLATE "C"
);
CREATE INDEX task_links_of_task ON collab.task_links (task_id);

COMMENT ON TABLE collab.task_links IS 'One row per pair of tasks of which one had to wait for the other.';
COMMENT ON COLUMN collab.task_links.task_id IS 'The task that came first.';
COMMENT ON COLUMN collab.task_links.blocks_task_id IS 'The task that waited for it.';

CREATE TABLE collab.reviews (
  review_id text COLLATE "C" NOT NULL PRIMARY KEY,
  task_id text COLLATE "C",
  reviewer_id text COLLATE "C",
  requested_at timestamptz,
  submitted_at timestamptz,
  verdict text COLLATE "C",
  comments integer,
  kind text COLLATE "C"
);
CREATE INDEX reviews_of_task ON collab.reviews (task_id);

COMMENT ON TABLE collab.reviews IS 'One row per submitted review of a task.';
COMMENT ON COLUMN collab.reviews.review_id IS 'Identifier of the review, at most 64 bytes.';
COMMENT ON COLUMN collab.reviews.task_id IS 'The task that was reviewed.';
COMMENT ON COLUMN collab.reviews.reviewer_id IS 'The person who reviewed it.';
COMMENT ON COLUMN collab.reviews.requested_at IS 'Time at which the review was asked for; null if unknown.';
COMMENT ON COLUMN collab.reviews.submitted_at IS 'Time at which the review was given.';
COMMENT ON COLUMN collab.reviews.verdict IS 'Outcome of the review: approve, request_changes or comment.';
COMMENT ON COLUMN collab.reviews.comments IS 'Number of comments written, at least 0; null if unknown.';
COMMENT ON COLUMN collab.reviews.kind IS 'What was reviewed: code, design or document.';

CREATE TABLE collab.peer_ratings (
  round_id text COLLATE "C",
  key_result_id text COLLATE "C",
  team_id text COLLATE "C",
  rater_id text COLLATE "C",
  ratee_id text COLLATE "C",
  points double precision
);
CREATE INDEX peer_ratings_of_key_result ON collab.peer_ratings (key_result_id);

COMMENT ON TABLE collab.peer_ratings IS 'One row per round, rater and person rated.';
COMMENT ON COLUMN collab.peer_ratings.round_id IS 'The round of ratings.';
COMMENT ON COLUMN collab.peer_ratings.key_result_id IS 'Key result to which the rating applies; null where it applies to a team.';
COMMENT ON COLUMN collab.peer_ratings.team_id IS 'Team to which the rating applies; null where it applies to a key result.';
COMMENT ON COLUMN collab.peer_ratings.rater_id IS 'The person who gave the points.';
COMMENT ON COLUMN collab.peer_ratings.ratee_id IS 'The person who received them.';
COMMENT ON COLUMN collab.peer_ratings.points IS 'Points given for contribution, at least 0, on a scale of the rater''s own.';

CREATE TABLE collab.feedback (
  feedback_id text COLLATE "C" NOT NULL PRIMARY KEY,
  giver_id text COLLATE "C",
  receiver_id text COLLATE "C",
  key_result_id text COLLATE "C",
  given_at timestamptz,
  kind text COLLATE "C"
);
CREATE INDEX feedback_of_key_result ON collab.feedback (key_result_id);

COMMENT ON TABLE collab.feedback IS 'One row per piece of feedback that one person gave another.';
COMMENT ON COLUMN collab.feedback.feedback_id IS 'Identifier of the feedback, at most 64 bytes.';
COMMENT ON COLUMN collab.feedback.giver_id IS 'The person who gave it.';
COMMENT ON COLUMN collab.feedback.receiver_id IS 'The person who received it.';
COMMENT ON COLUMN collab.feedback.key_result_id IS 'Key result that it was about; null if none was named.';
COMMENT ON COLUMN collab.feedback.given_at IS 'Time at which it was given.';
COMMENT ON COLUMN collab.feedback.kind IS 'What it was: thanks, help, praise or suggestion.';

CREATE TABLE collab.one_on_ones (
  manager_id text COLLATE "C",
  report_id text COLLATE "C",
  held_at timestamptz
);
CREATE INDEX one_on_ones_of_report ON collab.one_on_ones (report_id);

COMMENT ON TABLE collab.one_on_ones IS 'One row per conversation between a manager and a direct report.';
COMMENT ON COLUMN collab.one_on_ones.manager_id IS 'The manager.';
COMMENT ON COLUMN collab.one_on_ones.report_id IS 'The direct report.';
COMMENT ON COLUMN collab.one_on_ones.held_at IS 'Time of the conversation.';

CREATE TABLE collab.learning_records (
  key_result_id text COLLATE "C",
  person_id text COLLATE "C",
  hypothesis_at timestamptz,
  result_at timestamptz,
  decision text,
  reused_by_key_result_id text COLLATE "C"
);
CREATE INDEX learning_records_of_key_result ON collab.learning_records (key_result_id);

COMMENT ON TABLE collab.learning_records IS 'One row per thing learned from a trial, above all from one that was stopped.';
COMMENT ON COLUMN collab.learning_records.key_result_id IS 'Key result under which the trial ran.';
COMMENT ON COLUMN collab.learning_records.person_id IS 'Person who wrote the record.';
COMMENT ON COLUMN collab.learning_records.hypothesis_at IS 'Time at which the hypothesis was written down.';
COMMENT ON COLUMN collab.learning_records.result_at IS 'Time at which the result was known.';
COMMENT ON COLUMN collab.learning_records.decision IS 'What was decided because of it.';
COMMENT ON COLUMN collab.learning_records.reused_by_key_result_id IS 'Later key result that built on it; null if none did.';

CREATE TABLE collab.spot_checks (
  check_id text COLLATE "C" NOT NULL PRIMARY KEY,
  key_result_id text COLLATE "C",
  left_person_id text COLLATE "C",
  right_person_id text COLLATE "C",
  times_more double precision,
  judged_by text COLLATE "C",
  judged_at timestamptz
);
CREATE INDEX spot_checks_of_key_result ON collab.spot_checks (key_result_id);

COMMENT ON TABLE collab.spot_checks IS 'One row per human judgement of the form: left contributed so many times what right did.';
COMMENT ON COLUMN collab.spot_checks.check_id IS 'Identifier of the judgement, at most 64 bytes.';
COMMENT ON COLUMN collab.spot_checks.key_result_id IS 'Key result that was judged.';
COMMENT ON COLUMN collab.spot_checks.left_person_id IS 'The person compared.';
COMMENT ON COLUMN collab.spot_checks.right_person_id IS 'The person compared with.';
COMMENT ON COLUMN collab.spot_checks.times_more IS 'How many times the right person''s contribution the left person''s was, above 0; 1 means equal.';
COMMENT ON COLUMN collab.spot_checks.judged_by IS 'The person who judged.';
COMMENT ON COLUMN collab.spot_checks.judged_at IS 'Time of the judgement.';
