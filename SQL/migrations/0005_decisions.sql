-- What people write: decisions on findings, appeals and the audit trail. Rows are added, never changed.

CREATE FUNCTION fairshare.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: rows are added, never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION fairshare.refuse_change() IS 'Refuses every update, delete and truncate of a table that only grows.';

CREATE TABLE fairshare.decisions (
  finding_id text COLLATE "C" NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  decided_by text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  CONSTRAINT decisions_decision_known CHECK (decision IN ('confirmed', 'cleared', 'not_judged')),
  CONSTRAINT decisions_reason_given CHECK (btrim(reason) <> '')
);
CREATE INDEX decisions_of_finding ON fairshare.decisions (finding_id, decided_at);

COMMENT ON TABLE fairshare.decisions IS 'One row per decision of a human on a finding; later runs respect the newest; rows are only added.';
COMMENT ON COLUMN fairshare.decisions.finding_id IS 'The finding that was decided.';
COMMENT ON COLUMN fairshare.decisions.decided_at IS 'Time of the decision.';
COMMENT ON COLUMN fairshare.decisions.decided_by IS 'Person or role that decided.';
COMMENT ON COLUMN fairshare.decisions.decision IS 'What was decided: confirmed, cleared or not_judged.';
COMMENT ON COLUMN fairshare.decisions.reason IS 'Why, in the words of the person who decided; never empty.';

CREATE TRIGGER decisions_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.decisions
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

CREATE TABLE fairshare.appeals (
  appeal_id text COLLATE "C" NOT NULL PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL,
  key_result_id text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  text text NOT NULL,
  evidence text,
  answer text,
  answered_by text COLLATE "C",
  answered_at timestamptz,
  share_before numeric(10, 9) NOT NULL,
  share_after numeric(10, 9)
);
CREATE INDEX appeals_of_person ON fairshare.appeals (person_id, opened_at);
CREATE INDEX appeals_of_key_result ON fairshare.appeals (key_result_id);

COMMENT ON TABLE fairshare.appeals IS 'One row per appeal of a person against a share; it may be answered once, and nothing else ever changes.';
COMMENT ON COLUMN fairshare.appeals.appeal_id IS 'Identifier of the appeal.';
COMMENT ON COLUMN fairshare.appeals.person_id IS 'Person who appeals.';
COMMENT ON COLUMN fairshare.appeals.key_result_id IS 'Key result whose share is appealed.';
COMMENT ON COLUMN fairshare.appeals.opened_at IS 'Time at which the appeal was opened.';
COMMENT ON COLUMN fairshare.appeals.text IS 'The appeal in the person''s own words.';
COMMENT ON COLUMN fairshare.appeals.evidence IS 'Evidence that the person adds, such as links to records.';
COMMENT ON COLUMN fairshare.appeals.answer IS 'The answer; null while the appeal is open.';
COMMENT ON COLUMN fairshare.appeals.answered_by IS 'Person who answered.';
COMMENT ON COLUMN fairshare.appeals.answered_at IS 'Time of the answer.';
COMMENT ON COLUMN fairshare.appeals.share_before IS 'Consensus share at the time of the appeal, a fraction from 0 to 1.';
COMMENT ON COLUMN fairshare.appeals.share_after IS 'Consensus share after the appeal was answered, a fraction from 0 to 1.';

CREATE FUNCTION fairshare.answer_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.answered_at IS NOT NULL
    OR (NEW.appeal_id, NEW.person_id, NEW.key_result_id, NEW.opened_at, NEW.text, NEW.evidence, NEW.share_before)
      IS DISTINCT FROM
      (OLD.appeal_id, OLD.person_id, OLD.key_result_id, OLD.opened_at, OLD.text, OLD.evidence, OLD.share_before)
  THEN
    RAISE EXCEPTION 'an appeal can be answered once, and nothing else of it can change'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION fairshare.answer_once() IS 'Lets an open appeal be answered, and refuses every other change of an appeal.';

CREATE TRIGGER appeals_answered_once BEFORE UPDATE ON fairshare.appeals
  FOR EACH ROW EXECUTE FUNCTION fairshare.answer_once();
CREATE TRIGGER appeals_only_grow BEFORE DELETE OR TRUNCATE ON fairshare.appeals
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();

CREATE TABLE fairshare.audit_events (
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  detail text
);
CREATE INDEX audit_events_at ON fairshare.audit_events (at);

COMMENT ON TABLE fairshare.audit_events IS 'One row per act that someone may ask about later, such as a publication, a rollback or a decision; rows are only added.';
COMMENT ON COLUMN fairshare.audit_events.at IS 'Time of the act.';
COMMENT ON COLUMN fairshare.audit_events.actor IS 'Login, person or program that acted.';
COMMENT ON COLUMN fairshare.audit_events.action IS 'What was done, such as publish, rollback, decide or export.';
COMMENT ON COLUMN fairshare.audit_events.subject IS 'What it was done to, such as a run, a period or a finding.';
COMMENT ON COLUMN fairshare.audit_events.detail IS 'What else is worth knowing, without names or free text from the source.';

CREATE TRIGGER audit_events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON fairshare.audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION fairshare.refuse_change();
