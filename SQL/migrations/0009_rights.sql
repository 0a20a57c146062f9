-- People's rights: appeals that freeze a share, the comment window before leaders see a flag, the gate before a decision
-- stands, holds that empty the readers' views at once, and proofs of what was erased.

CREATE TABLE collab.person_aliases (
  account text COLLATE "C",
  person_id text COLLATE "C",
  valid_from date,
  valid_to date
);
CREATE INDEX person_aliases_of_person ON collab.person_aliases (person_id);

COMMENT ON TABLE collab.person_aliases IS 'One row per other id of a person, such as an account of a tool, or a second record of the same person.';
COMMENT ON COLUMN collab.person_aliases.account IS 'The other id, as other tables name it; the same as an id in people, it merges that record into the person.';
COMMENT ON COLUMN collab.person_aliases.person_id IS 'The person it stands for.';
COMMENT ON COLUMN collab.person_aliases.valid_from IS 'First day on which it stands for the person; null since ever.';
COMMENT ON COLUMN collab.person_aliases.valid_to IS 'Last day on which it stands for the person, included; null until further notice.';

CREATE TABLE fairshare.unmapped_accounts (
  run_id uuid NOT NULL,
  account text COLLATE "C" NOT NULL,
  rows bigint NOT NULL,
  PRIMARY KEY (run_id, account)
);

COMMENT ON TABLE fairshare.unmapped_accounts IS 'One row per run and id that rows gave for a person and that stands for nobody in people or person_aliases; the thousand met most often.';
COMMENT ON COLUMN fairshare.unmapped_accounts.run_id IS 'The run.';
COMMENT ON COLUMN fairshare.unmapped_accounts.account IS 'The id as the rows gave it, at most its first 64 bytes.';
COMMENT ON COLUMN fairshare.unmapped_accounts.rows IS 'References to it that the run met, at least 1.';

CREATE FUNCTION fairshare.add_working_days(day date, days integer) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE WHEN days <= 0 THEN day ELSE (
    SELECT later.on_day FROM (
      SELECT day + i AS on_day, pg_catalog.row_number() OVER (ORDER BY i) AS number
      FROM pg_catalog.generate_series(1, days * 2 + 7) AS i
      WHERE EXTRACT(ISODOW FROM day + i) < 6
    ) AS later WHERE later.number = days
  ) END
$$;
COMMENT ON FUNCTION fairshare.add_working_days(date, integer) IS 'The day that lies some working days, Monday to Friday, after another; public holidays are not known.';

-- Appeals: what was appealed against, when an answer is due, how it ended.
ALTER TABLE fairshare.appeals
  ADD COLUMN period_id text COLLATE "C",
  ADD COLUMN due_on date,
  ADD COLUMN run_before uuid,
  ADD COLUMN outcome text COLLATE "C",
  ADD COLUMN run_after uuid,
  ADD CONSTRAINT appeals_outcome_known CHECK (outcome IN ('upheld', 'partly', 'declined'));
CREATE INDEX appeals_open ON fairshare.appeals (period_id, key_result_id, person_id) WHERE answered_at IS NULL;

COMMENT ON COLUMN fairshare.appeals.period_id IS 'Period of the key result whose share is appealed.';
COMMENT ON COLUMN fairshare.appeals.due_on IS 'Last day on which the appeal should be answered.';
COMMENT ON COLUMN fairshare.appeals.run_before IS 'Run whose share is appealed; its rows are kept while the appeal is open.';
COMMENT ON COLUMN fairshare.appeals.outcome IS 'How the appeal ended: upheld, partly or declined; null while it is open.';
COMMENT ON COLUMN fairshare.appeals.run_after IS 'Run that readers saw when the appeal was answered.';

CREATE OR REPLACE FUNCTION fairshare.answer_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- An erasure may put a tombstone in the place of the person, and only that; the answer and the shares stay.
  IF pg_catalog.current_setting('fairshare.erasure', true) = 'on'
    AND (NEW.appeal_id, NEW.key_result_id, NEW.opened_at, NEW.share_before, NEW.share_after, NEW.answered_at, NEW.period_id,
      NEW.due_on, NEW.run_before, NEW.run_after, NEW.outcome)
      IS NOT DISTINCT FROM
      (OLD.appeal_id, OLD.key_result_id, OLD.opened_at, OLD.share_before, OLD.share_after, OLD.answered_at, OLD.period_id,
      OLD.due_on, OLD.run_before, OLD.run_after, OLD.outcome)
    AND NEW.text = '(erased)' AND coalesce(NEW.evidence, '(erased)') = '(erased)'
    AND coalesce(NEW.answer, '(erased)') = '(erased)'
  THEN
    RETURN NEW;
  END IF;
  IF OLD.answered_at IS NOT NULL
    OR (NEW.appeal_id, NEW.person_id, NEW.key_result_id, NEW.opened_at, NEW.text, NEW.evidence, NEW.share_before,
      NEW.period_id, NEW.due_on, NEW.run_before)
      IS DISTINCT FROM
      (OLD.appeal_id, OLD.person_id, OLD.key_result_id, OLD.opened_at, OLD.text, OLD.evidence, OLD.share_before,
      OLD.period_id, OLD.due_on, OLD.run_before)
  THEN
    RAISE EXCEPTION 'an appeal can be answered once, and nothing else of it can change'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE TABLE fairshare.appeal_evidence (
  evidence_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  appeal_id text COLLATE "C" NOT NULL REFERENCES fairshare.appeals (appeal_id),
  number integer NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  added_by text COLLATE "C" NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (appeal_id, number),
  CONSTRAINT appeal_evidence_given CHECK (btrim(text) <> '')
);

COMMENT ON TABLE fairshare.appeal_evidence IS 'One row per piece of evidence that was added to an open appeal; rows are only added.';
COMMENT ON COLUMN fairshare.appeal_evidence.evidence_id IS 'Number of the piece over all appeals, in the order of writing; names it in decision_log.';
COMMENT ON COLUMN fairshare.appeal_evidence.appeal_id IS 'The appeal.';
COMMENT ON COLUMN fairshare.appeal_evidence.number IS 'Place among the pieces of the appeal, counted from 1.';
COMMENT ON COLUMN fairshare.appeal_evidence.added_at IS 'Time at which the piece was added.';
COMMENT ON COLUMN fairshare.appeal_evidence.added_by IS 'Login that added the piece.';
COMMENT ON COLUMN fairshare.appeal_evidence.text IS 'The evidence, such as a link to a record or what was corrected.';

CREATE TABLE fairshare.appeal_effects (
  appeal_id text COLLATE "C" NOT NULL REFERENCES fairshare.appeals (appeal_id),
  run_after uuid NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  share_before numeric(10, 9),
  share_after numeric(10, 9),
  PRIMARY KEY (appeal_id, run_after, person_id)
);

COMMENT ON TABLE fairshare.appeal_effects IS 'One row per appeal, later run and member of the key result: everyone''s share before and after a correction.';
COMMENT ON COLUMN fairshare.appeal_effects.appeal_id IS 'The appeal.';
COMMENT ON COLUMN fairshare.appeal_effects.run_after IS 'Run that was made after the correction.';
COMMENT ON COLUMN fairshare.appeal_effects.person_id IS 'Member of the key result.';
COMMENT ON COLUMN fairshare.appeal_effects.share_before IS 'Consensus share in the run that is appealed against, a fraction from 0 to 1; null for someone who was not a member.';
COMMENT ON COLUMN fairshare.appeal_effects.share_after IS 'Consensus share in the later run, a fraction from 0 to 1; null for someone who is no longer a member.';

CREATE FUNCTION fairshare.tombstone_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR pg_catalog.current_setting('fairshare.erasure', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION '% on %.% is refused: rows are added, never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION fairshare.tombstone_only() IS 'Refuses every change of a table that only grows, but for an erasure that puts a tombstone in a person''s place.';

CREATE TRIGGER appeal_evidence_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.appeal_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.tombstone_only();
CREATE TRIGGER appeal_effects_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.appeal_effects
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.tombstone_only();

-- Cases: a flag becomes a case when it is first published; leaders see it only after its comment window.
CREATE TABLE fairshare.finding_cases (
  finding_id text COLLATE "C" NOT NULL PRIMARY KEY,
  period_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  first_run_id uuid NOT NULL,
  flagged_on date NOT NULL,
  comment_until date NOT NULL
);

COMMENT ON TABLE fairshare.finding_cases IS 'One row per finding that was ever published as a flag: when, and until when only the person and HR see it.';
COMMENT ON COLUMN fairshare.finding_cases.finding_id IS 'The finding.';
COMMENT ON COLUMN fairshare.finding_cases.period_id IS 'Period of the run that first published it as a flag.';
COMMENT ON COLUMN fairshare.finding_cases.person_id IS 'Person concerned.';
COMMENT ON COLUMN fairshare.finding_cases.first_run_id IS 'Run that first published it as a flag.';
COMMENT ON COLUMN fairshare.finding_cases.flagged_on IS 'Day, in UTC, on which it was first published as a flag.';
COMMENT ON COLUMN fairshare.finding_cases.comment_until IS 'Last day of the comment window; leaders see the flag from the day after, or once HR has decided.';

CREATE TABLE fairshare.case_views (
  finding_id text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  opened_by text COLLATE "C" NOT NULL
);
CREATE INDEX case_views_of_reader ON fairshare.case_views (finding_id, opened_by, opened_at);

COMMENT ON TABLE fairshare.case_views IS 'One row per opening of a finding by a reviewer, so that time spent on it can be seen; rows are only added.';
COMMENT ON COLUMN fairshare.case_views.finding_id IS 'The finding that was opened.';
COMMENT ON COLUMN fairshare.case_views.opened_at IS 'Time at which it was opened.';
COMMENT ON COLUMN fairshare.case_views.opened_by IS 'Login that opened it.';
CREATE TRIGGER case_views_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.case_views
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

CREATE TABLE fairshare.finding_reviews (
  review_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id text COLLATE "C" NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  reviewed_by text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  opened_at timestamptz,
  CONSTRAINT finding_reviews_decision_known CHECK (decision IN ('confirmed', 'cleared', 'not_judged')),
  CONSTRAINT finding_reviews_reason_given CHECK (btrim(reason) <> '')
);
CREATE INDEX finding_reviews_of_finding ON fairshare.finding_reviews (finding_id, reviewed_at);

COMMENT ON TABLE fairshare.finding_reviews IS 'One row per review of a finding by one person; a decision stands only once it has passed this gate; rows are only added.';
COMMENT ON COLUMN fairshare.finding_reviews.review_id IS 'Number of the review, in the order of writing; names it in decision_log.';
COMMENT ON COLUMN fairshare.finding_reviews.finding_id IS 'The finding that was reviewed.';
COMMENT ON COLUMN fairshare.finding_reviews.reviewed_at IS 'Time of the review.';
COMMENT ON COLUMN fairshare.finding_reviews.reviewed_by IS 'Login that reviewed.';
COMMENT ON COLUMN fairshare.finding_reviews.decision IS 'What the reviewer concluded: confirmed, cleared or not_judged.';
COMMENT ON COLUMN fairshare.finding_reviews.reason IS 'Why, in the words of the reviewer; never empty.';
COMMENT ON COLUMN fairshare.finding_reviews.opened_at IS 'Time at which the reviewer last opened the case before; null where it was never opened.';
CREATE TRIGGER finding_reviews_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.finding_reviews
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

CREATE FUNCTION fairshare.guard_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF EXISTS (
    SELECT FROM fairshare.finding_cases AS c WHERE c.finding_id = NEW.finding_id AND c.person_id = NEW.decided_by)
  THEN
    RAISE EXCEPTION 'nobody decides about a finding that concerns themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.decision = 'confirmed' AND NOT EXISTS (
    SELECT FROM fairshare.finding_reviews AS r
    WHERE r.finding_id = NEW.finding_id AND r.decision = 'confirmed' AND r.reviewed_by <> NEW.decided_by)
  THEN
    RAISE EXCEPTION 'a confirmation needs the review of a second person first' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.guard_decision() IS 'Keeps the gate: nobody decides about themselves, and two people confirm.';
CREATE TRIGGER decisions_pass_the_gate BEFORE INSERT ON fairshare.decisions
  FOR EACH ROW EXECUTE FUNCTION fairshare.guard_decision();

-- Holds: the kill switch. The readers' views look here in every statement.
CREATE TABLE fairshare.holds (
  hold_id text COLLATE "C" NOT NULL PRIMARY KEY,
  scope text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL DEFAULT '',
  placed_at timestamptz NOT NULL DEFAULT now(),
  placed_by text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  released_at timestamptz,
  released_by text COLLATE "C",
  release_reason text,
  CONSTRAINT holds_scope_known CHECK (scope IN ('all', 'period', 'person', 'key_result')),
  CONSTRAINT holds_subject_given CHECK ((scope = 'all') = (subject = '')),
  CONSTRAINT holds_reason_given CHECK (btrim(reason) <> '')
);
CREATE UNIQUE INDEX holds_in_force ON fairshare.holds (scope, subject) WHERE released_at IS NULL;

COMMENT ON TABLE fairshare.holds IS 'One row per hold: while it is in force, readers other than HR see nothing of what it covers.';
COMMENT ON COLUMN fairshare.holds.hold_id IS 'Identifier of the hold.';
COMMENT ON COLUMN fairshare.holds.scope IS 'What is held: all, period, person or key_result.';
COMMENT ON COLUMN fairshare.holds.subject IS 'The period, person or key result that is held; empty where everything is.';
COMMENT ON COLUMN fairshare.holds.placed_at IS 'Time at which the hold was placed.';
COMMENT ON COLUMN fairshare.holds.placed_by IS 'Login that placed it.';
COMMENT ON COLUMN fairshare.holds.reason IS 'Why it was placed; never empty.';
COMMENT ON COLUMN fairshare.holds.released_at IS 'Time at which it was released; null while it is in force.';
COMMENT ON COLUMN fairshare.holds.released_by IS 'Login that released it.';
COMMENT ON COLUMN fairshare.holds.release_reason IS 'Why it was released.';

-- These three run with the owner's rights, so that a reader needs no right on holds, appeals or cases to be kept from rows.
CREATE FUNCTION fairshare.held(scope text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(pg_catalog.array_agg(h.subject), '{}') FROM fairshare.holds AS h
  WHERE h.released_at IS NULL AND h.scope = held.scope
$$;
COMMENT ON FUNCTION fairshare.held(text) IS 'Subjects of the holds of a scope that are in force; one empty text for a hold of everything.';

CREATE FUNCTION fairshare.open_appeals() RETURNS TABLE (key_result_id text, person_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.key_result_id, a.person_id FROM fairshare.appeals AS a WHERE a.answered_at IS NULL
$$;
COMMENT ON FUNCTION fairshare.open_appeals() IS 'Shares whose use is frozen, because an appeal against them is open.';

CREATE FUNCTION fairshare.findings_for_leaders() RETURNS TABLE (finding_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.finding_id
  FROM fairshare.finding_cases AS c
  LEFT JOIN LATERAL (
    SELECT d.decision FROM fairshare.decisions AS d WHERE d.finding_id = c.finding_id
    ORDER BY d.decided_at DESC, d.decision LIMIT 1
  ) AS newest ON true
  WHERE coalesce(newest.decision = 'confirmed', c.comment_until < (pg_catalog.now() AT TIME ZONE 'UTC')::date)
$$;
COMMENT ON FUNCTION fairshare.findings_for_leaders() IS 'Flags that HR has confirmed, or that are undecided and whose comment window has passed.';

-- Runs with the reader's own rights: it asks who the reader is.
CREATE FUNCTION fairshare.sees_held() RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(pg_catalog.current_setting('fairshare.purpose', true), '') <> 'publication' AND EXISTS (
    SELECT FROM pg_catalog.pg_roles AS r
    WHERE (r.rolname = 'fairshare_hr'
        OR r.oid = (SELECT n.nspowner FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'fairshare'))
      AND pg_catalog.pg_has_role(CURRENT_USER, r.oid, 'member'))
$$;
COMMENT ON FUNCTION fairshare.sees_held() IS 'Whether the reader is HR or owns the schema, and is not making pages for others: sees what is held or not yet open to leaders.';

CREATE FUNCTION fairshare.reader_id() RETURNS text
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(nullif(pg_catalog.current_setting('fairshare.person_id', true), ''), CURRENT_USER::text)
$$;
COMMENT ON FUNCTION fairshare.reader_id() IS 'The person who reads: the one that the session was opened for, else the login.';

CREATE VIEW fairshare.appeal_statistics AS
SELECT
  pg_catalog.count(*)::integer AS opened,
  pg_catalog.count(*) FILTER (WHERE answered_at IS NULL)::integer AS open,
  pg_catalog.count(*) FILTER (WHERE outcome IN ('upheld', 'partly'))::integer AS upheld,
  pg_catalog.count(*) FILTER (WHERE outcome = 'declined')::integer AS declined,
  pg_catalog.percentile_cont(0.5) WITHIN GROUP (
    ORDER BY EXTRACT(EPOCH FROM answered_at - opened_at)::double precision / 86400) AS median_days,
  pg_catalog.count(*) FILTER (
    WHERE due_on < (coalesce(answered_at, pg_catalog.now()) AT TIME ZONE 'UTC')::date)::integer AS overdue
FROM fairshare.appeals;

COMMENT ON VIEW fairshare.appeal_statistics IS 'One row: how appeals went, for everyone to see; it holds no person.';
COMMENT ON COLUMN fairshare.appeal_statistics.opened IS 'Appeals ever opened, at least 0.';
COMMENT ON COLUMN fairshare.appeal_statistics.open IS 'Appeals that wait for an answer, at least 0.';
COMMENT ON COLUMN fairshare.appeal_statistics.upheld IS 'Appeals answered in favour of the person, wholly or in part, at least 0.';
COMMENT ON COLUMN fairshare.appeal_statistics.declined IS 'Appeals answered without a change, at least 0.';
COMMENT ON COLUMN fairshare.appeal_statistics.median_days IS 'Median days from opening to answer, at least 0; null before the first answer.';
COMMENT ON COLUMN fairshare.appeal_statistics.overdue IS 'Appeals that were answered after their due day, or are open after it, at least 0.';

CREATE VIEW fairshare.reviewer_habits WITH (security_invoker = true) AS
SELECT
  reviewed_by,
  pg_catalog.count(*)::integer AS reviews,
  pg_catalog.count(*) FILTER (WHERE decision = 'confirmed')::integer AS confirmed,
  pg_catalog.count(*) FILTER (
    WHERE decision = 'confirmed' AND (opened_at IS NULL OR reviewed_at - opened_at < INTERVAL '10 seconds'))::integer
    AS quick_confirmed,
  pg_catalog.count(*) >= 20 AND pg_catalog.count(*) FILTER (
    WHERE decision = 'confirmed' AND (opened_at IS NULL OR reviewed_at - opened_at < INTERVAL '10 seconds'))
    > 0.95 * pg_catalog.count(*) AS is_rubber_stamp
FROM fairshare.finding_reviews
GROUP BY reviewed_by;

COMMENT ON VIEW fairshare.reviewer_habits IS 'One row per reviewer: how many findings were confirmed, and how quickly; oversight must be real.';
COMMENT ON COLUMN fairshare.reviewer_habits.reviewed_by IS 'Login that reviewed.';
COMMENT ON COLUMN fairshare.reviewer_habits.reviews IS 'Reviews in all, at least 1.';
COMMENT ON COLUMN fairshare.reviewer_habits.confirmed IS 'Reviews that confirmed a finding, at least 0.';
COMMENT ON COLUMN fairshare.reviewer_habits.quick_confirmed IS 'Confirmations less than 10 seconds after the case was opened, or without opening it, at least 0.';
COMMENT ON COLUMN fairshare.reviewer_habits.is_rubber_stamp IS 'Whether more than 95 % of at least 20 reviews were such quick confirmations.';

-- Proof of what was dropped or erased, without saying whom it was about.
CREATE TABLE fairshare.erasure_proofs (
  proof_id text COLLATE "C" NOT NULL PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  counts jsonb NOT NULL,
  digest_before text COLLATE "C" NOT NULL,
  digest_after text COLLATE "C" NOT NULL,
  CONSTRAINT erasure_proofs_kind_known CHECK (kind IN ('retention', 'purge', 'erasure')),
  CONSTRAINT erasure_proofs_reason_given CHECK (btrim(reason) <> '')
);

COMMENT ON TABLE fairshare.erasure_proofs IS 'One row per run whose person-level rows were dropped, and per person who was erased: what went, with digests; rows are only added.';
COMMENT ON COLUMN fairshare.erasure_proofs.proof_id IS 'Identifier of the proof.';
COMMENT ON COLUMN fairshare.erasure_proofs.at IS 'Time of the erasure.';
COMMENT ON COLUMN fairshare.erasure_proofs.actor IS 'Login that erased.';
COMMENT ON COLUMN fairshare.erasure_proofs.kind IS 'Why rows went: retention (they were too old), purge (a superseded run) or erasure (one person).';
COMMENT ON COLUMN fairshare.erasure_proofs.subject IS 'The run whose rows were dropped, or the tombstone that stands in the person''s place.';
COMMENT ON COLUMN fairshare.erasure_proofs.reason IS 'Why, in the words of whoever asked for it.';
COMMENT ON COLUMN fairshare.erasure_proofs.counts IS 'Rows dropped or changed by table, as an object of counts.';
COMMENT ON COLUMN fairshare.erasure_proofs.digest_before IS 'SHA-256 before: of a dropped run its result digest; of an erasure the shares of everyone else in the key results touched.';
COMMENT ON COLUMN fairshare.erasure_proofs.digest_after IS 'SHA-256 after: of a dropped run the digest of nothing; of an erasure the same shares again, equal to before.';
CREATE TRIGGER erasure_proofs_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.erasure_proofs
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

-- All of these are chained like decisions and appeals, so that an edit behind the program's back shows.
SELECT fairshare.chain_table('appeal_evidence', 'evidence_id');
SELECT fairshare.chain_table('finding_reviews', 'review_id');
SELECT fairshare.chain_table('holds', 'hold_id');
SELECT fairshare.chain_table('erasure_proofs', 'proof_id');

ALTER TABLE fairshare.runs ADD COLUMN person_rows_dropped_at timestamptz;
COMMENT ON COLUMN fairshare.runs.person_rows_dropped_at IS 'Time at which rows about persons were dropped by retention; null while they are here.';

-- The readers' views again, now with holds, appeals and the comment window. Every condition is a subquery without reference
-- to the row's table, so that it is computed once a statement.

CREATE OR REPLACE VIEW fairshare.latest_shares WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.key_result_id,
  result.person_id,
  result.model,
  result.share,
  result.share_low,
  result.share_high,
  (result.key_result_id, result.person_id) IN (
    SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a) AS is_under_appeal
FROM fairshare.published_runs AS published
JOIN fairshare.shares AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND result.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])
  );
COMMENT ON COLUMN fairshare.latest_shares.is_under_appeal IS 'Whether an appeal against the person''s share of the key result is open: do not use the share meanwhile.';

CREATE OR REPLACE VIEW fairshare.latest_key_results WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.key_result_id,
  result.kind,
  result.value,
  result.attainment,
  result.coverage,
  result.disagreement,
  result.people,
  result.state,
  result.reason
FROM fairshare.published_runs AS published
JOIN fairshare.key_result_scores AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])
  );

CREATE OR REPLACE VIEW fairshare.latest_people WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.person_id,
  result.credited,
  result.contributed,
  result.contributed_low,
  result.contributed_high,
  result.key_results,
  result.unlinked_effort
FROM fairshare.published_runs AS published
JOIN fairshare.person_scores AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
  );

CREATE OR REPLACE VIEW fairshare.latest_findings WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  result.finding_id,
  result.kind,
  result.key_result_id,
  result.person_id,
  result.probability,
  result.expected_false_share,
  result.state,
  result.reasons
FROM fairshare.published_runs AS published
JOIN fairshare.findings AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND coalesce(result.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[]), true)
    AND (coalesce(result.key_result_id, ''), result.person_id) NOT IN (
      SELECT a.key_result_id, a.person_id FROM fairshare.open_appeals() AS a)
    AND (
      result.person_id = (SELECT fairshare.reader_id())
      OR result.state = 'not_judged'
      OR (result.state = 'flag' AND result.finding_id IN (
        SELECT l.finding_id FROM fairshare.findings_for_leaders() AS l)))
  );

CREATE OR REPLACE VIEW fairshare.latest_evidence WITH (security_invoker = true) AS
SELECT
  result.run_id,
  published.period_id,
  result.key_result_id,
  result.person_id,
  result.kind,
  result.acts,
  result.amount
FROM fairshare.published_runs AS published
JOIN fairshare.evidence_pieces AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
    AND result.key_result_id <> ALL ((SELECT fairshare.held('key_result'))::text[])
  );

CREATE OR REPLACE VIEW fairshare.trend_people WITH (security_invoker = true) AS
SELECT
  result.run_id,
  result.period_id,
  run.period_starts_on,
  run.period_ends_on,
  result.person_id,
  result.credited,
  result.contributed,
  result.contributed_low,
  result.contributed_high,
  result.contributed - result.credited AS gap,
  result.contributed - lag(result.contributed) OVER earlier AS contributed_change,
  result.key_results,
  result.unlinked_effort
FROM fairshare.published_runs AS published
JOIN fairshare.runs AS run ON run.run_id = published.run_id
JOIN fairshare.person_scores AS result ON result.run_id = published.run_id
WHERE
  (SELECT fairshare.sees_held())
  OR (
    pg_catalog.cardinality((SELECT fairshare.held('all'))) = 0
    AND published.period_id <> ALL ((SELECT fairshare.held('period'))::text[])
    AND result.person_id <> ALL ((SELECT fairshare.held('person'))::text[])
  )
WINDOW earlier AS (PARTITION BY result.person_id ORDER BY run.period_starts_on, result.period_id);
