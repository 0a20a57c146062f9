/// A company of five people and one key result, small enough to score by hand.
enum HandMadeCompany {
  static let script = """
    SET timezone = 'UTC';
    INSERT INTO collab.periods VALUES ('P', '2026-04-01', '2026-06-30');
    INSERT INTO collab.people (person_id) VALUES ('a'), ('b'), ('c'), ('d'), ('e');
    INSERT INTO collab.teams VALUES ('t', NULL, 't');
    INSERT INTO collab.objectives VALUES ('o', 'P', 't', 'e', NULL, 'okr', 'o'), ('o2', 'P', NULL, NULL, NULL, 'okr', 'o2');
    INSERT INTO collab.key_results VALUES ('k', 'o', NULL, 'k'), ('other', 'o2', NULL, 'other');
    INSERT INTO collab.key_result_authors VALUES ('k', 'a', NULL, 0.6), ('k', 'b', NULL, 0.4), ('other', 'a', NULL, NULL);
    INSERT INTO collab.key_result_versions VALUES ('k', '2026-04-01', 2, 0, 10, NULL), ('k', '2026-05-01', 3, 0, 20, 'harder');
    INSERT INTO collab.tasks VALUES
      ('t1', 'k', '', 6, '2026-04-02', '2026-04-10', 'delivered'),
      ('t2', 'k', '', 4, '2026-04-02', '2026-04-11', 'delivered'),
      ('t3', 'k', '', NULL, '2026-04-02', '2026-04-12', 'delivered'),
      ('t4', 'k', '', 10, '2026-04-02', '2026-04-20', 'delivered'),
      ('t5', 'k', '', 100, '2026-04-02', NULL, 'open'),
      ('t6', 'k', '', 100, '2026-04-02', '2026-04-12', 'dropped'),
      ('t7', 'k', '', 2, '2026-04-02', '2026-04-12', 'learned'),
      ('t8', 'k', '', 50, '2026-04-02', '2026-07-01', 'delivered');
    INSERT INTO collab.task_assignees VALUES
      ('t1', 'a', 'owner', NULL), ('t1', 'b', 'co_owner', NULL),
      ('t2', 'a', 'owner', 0.25), ('t2', 'b', 'co_owner', NULL),
      ('t3', 'c', NULL, NULL), ('t3', 'd', 'handler', NULL),
      ('t4', 'd', 'owner', NULL), ('t4', 'a', 'helper', 0.3),
      ('t5', 'a', 'owner', NULL), ('t6', 'a', 'owner', NULL), ('t7', 'b', 'owner', NULL), ('t8', 'a', 'owner', NULL);
    INSERT INTO collab.reviews VALUES
      ('r1', 't1', 'c', '2026-04-09', '2026-04-10', 'request_changes', 2, 'code'),
      ('r2', 't4', 'b', '2026-04-09', '2026-04-19', 'comment', 1, 'code'),
      ('r3', 't4', 'b', '2026-04-09', '2026-04-20', 'approve', 1, 'code'),
      ('r4', 't2', 'd', '2026-04-09', '2026-04-10', 'approve', 0, 'code'),
      ('r5', 't2', 'e', '2026-04-09', '2026-04-10', 'approve', NULL, 'code'),
      ('r6', 't1', 'a', '2026-04-09', '2026-04-10', 'approve', 9, 'code'),
      ('r7', 't3', 'd', '2026-04-09', '2026-04-10', 'approve', 4, 'code'),
      ('r8', 't3', 'b', '2026-04-10 10:00:00', '2026-04-10 10:00:30', 'approve', NULL, 'code'),
      ('r9', 't4', 'c', '2026-04-09', '2026-07-01', 'approve', 40, 'code');
    INSERT INTO collab.task_links VALUES ('t7', 't4'), ('t1', 't4'), ('t1', 't4'), ('t5', 't4');
    INSERT INTO collab.check_ins VALUES
      ('k', '2026-04-06', 1, NULL, 'a'), ('k', '2026-04-12 23:59', 2, NULL, 'a'), ('k', '2026-04-13', 5, NULL, 'a'),
      ('k', '2026-05-13', 10, NULL, 'e'), ('k', '2026-07-02', 20, NULL, 'a');
    INSERT INTO collab.feedback VALUES
      ('f1', 'c', 'b', 'k', '2026-04-06', 'thanks'), ('f2', 'c', 'b', 'k', '2026-04-07', 'praise'),
      ('f3', 'd', 'b', 'k', '2026-04-07', 'help'), ('f4', 'c', 'c', 'k', '2026-04-07', 'thanks'),
      ('f5', 'd', 'c', 'k', '2026-04-07', 'suggestion'), ('f6', 'd', 'c', 'k', '2026-07-07', 'thanks');
    INSERT INTO collab.learning_records VALUES
      ('k', 'c', '2026-04-06', '2026-05-06', 'stop', 'other'), ('k', 'c', '2026-04-20', NULL, NULL, NULL);
    """

  /// Effort of one person-day of the team: recorded effort of what was finished, over four people and 65 working days.
  static let actUnit = 22.0 / (4 * 65)

  /// Units at policy rates by person, worked out by hand.
  static func units(_ depth: (Double) -> Double) -> [String: Double] {
    [
      // Half of t1, a quarter of t2; helped with t4; two weeks of check-ins.
      "a": 3 + 1 + 3 + 0.25 * 2 * actUnit,
      // Half of t1, the rest of t2, t7; reviewed t4 in two pieces; t7 and t1 unblocked t4: 10 x 2/8 and half of 10 x 6/8;
      // thanked by two people in one week.
      "b": 3 + 3 + 2 + 0.5 * 10 * depth(2) + 0.1 * (2.5 + 3.75) + 0.5 * 2 * actUnit,
      // t3 at the median of 2, 4, 6, 10; reviewed t1; one learning record in full and one with a hypothesis only.
      "c": 5 + 0.5 * 6 * depth(4) + 2 * 1.25 * actUnit,
      // 0.7 of t4; moved t3 through the system and reviewed it.
      "d": 7 + 0.5 * 5 * depth(4),
      // A review of unknown depth; wrote the goal twice; one check-in.
      "e": 0.5 * 4 * depth(2) + 2 * actUnit + 0.25 * actUnit,
    ]
  }
}
