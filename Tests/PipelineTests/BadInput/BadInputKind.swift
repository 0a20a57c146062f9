import Testing

/// One kind of bad input by the number that docs/reliability.md gives it, and what must come of it.
struct BadInputKind: Sendable, CustomTestStringConvertible {
  /// How the value arrives, and what is then expected.
  enum Way: Sendable {
    /// A change of the company's tables; rows set aside and facts noticed by code.
    case tables(String, codes: [String: Int] = [:], notices: [String: Int] = [:])
    /// A view of the company's own in place of one table, in schema `own`.
    case view(String, String, codes: [String: Int] = [:], notices: [String: Int] = [:])
    /// A view that no run can read: code of the failure and a word of its message.
    case refusedView(String, String, code: String, word: String)
    /// A CSV file: codes of the rows that refuse the import; none where it is loaded.
    case file(String, String, codes: [String: Int] = [:], notices: [String: Int] = [:])
    /// A change that must leave the result as it is, but for tables that speak of what was changed.
    case harmless(String, but: [String] = [])
  }

  let number: Int
  let title: String
  let way: Way

  var testDescription: String { "\(number) \(title)" }

  init(_ number: Int, _ title: String, _ way: Way) {
    self.number = number
    self.title = title
    self.way = way
  }

  private static func task(_ values: String) -> String { "UPDATE collab.tasks SET \(values) WHERE task_id = 't2'" }
  private static let tasks =
    "SELECT task_id, key_result_id, effort, created_at, completed_at, outcome FROM collab.tasks"
  private static let head = "task_id,key_result_id,title,effort,created_at,completed_at,outcome\n"

  static let numbers: [BadInputKind] = [
    .init(1, "NaN in float8", .tables(task("effort = 'NaN'"), codes: ["not_finite": 1])),
    .init(
      2, "NaN in numeric(p, s)",
      .view(
        "tasks",
        "SELECT task_id, key_result_id, CASE task_id WHEN 't2' THEN 'NaN' ELSE effort END::numeric(10, 2) AS effort, outcome, completed_at FROM collab.tasks",
        codes: ["not_finite": 1])),
    .init(3, "infinity", .tables(task("effort = 'Infinity'"), codes: ["not_finite": 1])),
    .init(5, "negative zero", .harmless("UPDATE collab.tasks SET effort = '-0' WHERE effort = 0")),
    .init(6, "negative effort", .tables(task("effort = -3"), codes: ["negative": 1])),
    .init(
      6, "a negative part of an effort",
      .tables("UPDATE collab.task_assignees SET effort_share = -0.25 WHERE task_id = 't2'", codes: ["negative": 1])),
    .init(
      6, "a negative count of comments",
      .tables(
        "UPDATE collab.reviews SET comments = -1 WHERE review_id = (SELECT min(review_id) FROM collab.reviews)",
        codes: ["negative": 1])),
    .init(
      6, "a negative share on record",
      .tables(
        "UPDATE collab.key_result_authors SET declared_share = -0.25 WHERE key_result_id = 'k1' AND person_id = 'a'",
        codes: ["negative": 1])),
    .init(
      8, "a number beyond every unit",
      .view(
        "tasks",
        "SELECT task_id, key_result_id, CASE task_id WHEN 't2' THEN 9223372036854775807 ELSE effort::bigint END AS effort, outcome, completed_at FROM collab.tasks",
        codes: ["out_of_range": 1])),
    .init(
      9, "weights that are nearly nothing",
      .tables(
        "UPDATE collab.key_result_authors SET declared_share = CASE person_id WHEN 'a' THEN 1e-320 ELSE 0 END",
        notices: ["declared_sum": 2])),
    .init(10, "1e300 beside 1", .tables(task("effort = 1e300"), codes: ["out_of_range": 1])),
    .init(
      10, "more than the whole of an effort",
      .tables("UPDATE collab.task_assignees SET effort_share = 1.5 WHERE task_id = 't2'", codes: ["out_of_range": 1])),
    .init(
      11, "declared shares that sum to 0",
      .tables(
        "UPDATE collab.key_result_authors SET declared_share = 0 WHERE key_result_id = 'k1'",
        notices: ["declared_sum": 1])),
    .init(
      12, "declared shares that sum to 1.4",
      .tables(
        "UPDATE collab.key_result_authors SET declared_share = 0.7 WHERE key_result_id = 'k1'",
        codes: ["declared_sum": 1])),
    .init(
      49, "a rating outside every scale",
      .tables(
        "INSERT INTO collab.peer_ratings (round_id, key_result_id, rater_id, ratee_id, points) VALUES ('r', 'k1', 'a', 'b', -1), ('r', 'k1', 'b', 'a', 1e7)",
        codes: ["negative": 1, "out_of_range": 1])),
  ]

  static let times: [BadInputKind] = [
    .init(13, "an infinite time", .tables(task("completed_at = 'infinity'"), codes: ["date_out_of_range": 1])),
    .init(14, "a year before Christ", .tables(task("created_at = '0044-03-15 BC'"), codes: ["date_out_of_range": 1])),
    .init(
      15, "finished before it began",
      .tables(task("completed_at = created_at - interval '1 day'"), codes: ["finish_before_start": 1])),
    .init(
      16, "an event after the period",
      .tables(task("completed_at = '2026-07-01 00:00+08'"), notices: ["future_event": 1])),
    .init(
      18, "30 February, 24:00 and 23:59:60",
      .file(
        "tasks.csv",
        head
          + "t1,,,1,2026-02-30T08:00:00Z,,open\nt2,,,1,2026-04-01T24:00:00Z,,open\nt3,,,1,2026-12-31T23:59:60Z,,open\n",
        codes: ["no_such_day": 1, "no_such_time": 2])),
    .init(
      19, "times without a zone",
      .file("tasks.csv", head + "t1,,,1,2026-04-01T08:00:00,,open\n", notices: ["local_time": 1])),
    .init(
      20, "a local time that clocks showed twice",
      .file(
        "tasks.csv", head + "t1,,,1,1988-09-11T01:30:00,,open\n", notices: ["local_time": 1, "unclear_local_time": 1])),
  ]

  static let texts: [BadInputKind] = [
    .init(23, "a byte 0", .file("tasks.csv", head + "t1,,a\u{0}b,1,,,open\n", codes: ["nul_byte": 1])),
    .init(
      24, "JSON where a number belongs",
      .refusedView("tasks", tasks.replacing("effort", with: "'{}'::json AS effort"), code: "FS025", word: "json")),
    .init(
      25, "jsonb where a number belongs",
      .refusedView(
        "tasks", tasks.replacing("effort", with: "'{\"a\": 1, \"a\": 2}'::jsonb AS effort"), code: "FS025",
        word: "jsonb")),
    .init(
      26, "characters that cannot be seen or turn the line",
      .harmless("UPDATE collab.people SET display_name = U&'\\FEFF\\200B\\202Eevil\\FFFE' || person_id")),
    .init(
      27, "one name in two forms of Unicode",
      // Two records of one name may be one person, which is said before any finding about them is.
      .harmless(
        "UPDATE collab.people SET display_name = CASE person_id WHEN 'a' THEN U&'\\00E9' ELSE U&'e\\0301' END",
        but: ["findings"])),
    .init(
      28, "families of emoji and rare characters",
      .harmless("UPDATE collab.people SET display_name = '👨‍👩‍👧‍👦𠮷ئۇ·ي' || person_id")),
    .init(
      29, "no name, or a blank one",
      .harmless("UPDATE collab.people SET display_name = CASE person_id WHEN 'a' THEN ' ' END")),
    .init(
      30, "a text of more than a megabyte",
      .file(
        "tasks.csv", head + "t1,,\(String(repeating: "x", count: 1 << 20 + 1)),1,,,open\n", codes: ["text_too_long": 1])
    ),
    .init(
      31, "a text too long for an index, and an id too long",
      .view(
        "tasks",
        "SELECT CASE task_id WHEN 't2' THEN repeat('x', 9000) ELSE task_id END AS task_id, key_result_id, effort, outcome, completed_at FROM collab.tasks",
        codes: ["id_too_long": 1, "orphan": 2])),
    .init(
      34, "SQL in names",
      .harmless("UPDATE collab.people SET display_name = '''; DROP TABLE collab.people; --' || person_id")),
    .init(35, "formulas in names", .harmless("UPDATE collab.people SET display_name = '=1+1' || person_id")),
    .init(
      36, "markup in names",
      .harmless("UPDATE collab.people SET display_name = '<script>alert(1)</script>{{x}}' || person_id")),
    .init(
      37, "escape sequences in names",
      .harmless("UPDATE collab.people SET display_name = E'\\x1b[31m\\a\\r\\n' || person_id")),
    .init(50, "a word that is none", .tables(task("outcome = 'done'"), codes: ["unknown_value": 1])),
    .init(
      56, "a file that was cut off",
      .file("tasks.csv", head + "t1,,,1,,,open\n\\.\nt2,,,1,,,op", codes: ["wrong_column_count": 1, "truncated": 1])),
  ]

  static let relations: [BadInputKind] = [
    .init(
      17, "an event outside the dates of a membership",
      .tables("UPDATE collab.team_members SET valid_from = '2020-01-01', valid_to = '2020-02-01' WHERE person_id = 'b'")
    ),
    .init(
      32, "a table with hundreds of columns",
      .view(
        "people", "SELECT p.*, \((1...300).map { "\($0) AS x\($0)" }.joined(separator: ", ")) FROM collab.people AS p")),
    .init(
      38, "one id with two contents",
      .view(
        "reviews",
        "SELECT * FROM collab.reviews UNION ALL SELECT review_id, task_id, reviewer_id, requested_at, submitted_at, verdict, 99, kind FROM collab.reviews WHERE review_id = 'r1' UNION ALL SELECT * FROM collab.reviews WHERE review_id = 'r2'",
        codes: ["conflicting_duplicate": 2, "duplicate": 1])),
    .init(
      39, "the same review and the same assignee twice",
      .tables(
        "INSERT INTO collab.reviews SELECT 'again', task_id, reviewer_id, requested_at, submitted_at, verdict, comments, kind FROM collab.reviews WHERE review_id = 'r2'; INSERT INTO collab.task_assignees SELECT * FROM collab.task_assignees WHERE task_id = 't2'",
        notices: ["duplicate_review": 1, "duplicate_assignee": 1])),
    .init(
      40, "references that lead nowhere",
      .tables(
        "INSERT INTO collab.task_assignees VALUES ('t2', 'nobody', 'owner', NULL); INSERT INTO collab.key_results VALUES ('k9', 'nowhere', NULL, '')",
        codes: ["orphan": 2])),
    .init(
      42, "a circle of goals",
      .tables(
        "UPDATE collab.objectives SET parent_key_result_id = 'k2' WHERE objective_id = 'o1'", codes: ["goal_cycle": 1])),
    .init(
      43, "goals deeper than 64",
      .tables(
        "INSERT INTO collab.objectives SELECT 'deep' || i, '2026Q2', NULL, NULL, CASE WHEN i > 1 THEN 'kd' || (i - 1) END, 'okr', '' FROM generate_series(1, 70) AS i; INSERT INTO collab.key_results SELECT 'kd' || i, 'deep' || i, NULL, '' FROM generate_series(1, 70) AS i",
        codes: ["goal_depth": 5], notices: ["no_people": 70])),
    .init(
      44, "two parents of one objective",
      .view(
        "objectives",
        "SELECT objective_id, period_id, team_id, owner_id, parent_key_result_id, kind FROM collab.objectives UNION ALL SELECT 'o2', '2026Q2', 'team', 'a', NULL, 'okr'",
        codes: ["duplicate": 1])),
    .init(
      45, "two teams at once",
      .tables(
        "INSERT INTO collab.teams VALUES ('second', NULL, ''); INSERT INTO collab.team_members VALUES ('second', 'b', '2026-01-01', NULL, 1)",
        notices: ["overlapping_teams": 1])),
    .init(
      46, "key results of one person, of nobody, without evidence",
      .tables(
        "INSERT INTO collab.key_results VALUES ('k8', 'o1', NULL, ''), ('k9', 'o1', NULL, ''); INSERT INTO collab.key_result_authors VALUES ('k8', 'a', NULL, NULL)",
        notices: ["one_person": 1, "no_people": 1, "no_evidence": 1, "one_author": 1])),
    .init(
      47, "one person in 500 key results",
      .tables(
        "INSERT INTO collab.key_results SELECT 'm' || i, 'o1', NULL, '' FROM generate_series(1, 500) AS i; INSERT INTO collab.key_result_authors SELECT 'm' || i, 'a', NULL, NULL FROM generate_series(1, 500) AS i",
        notices: ["one_person": 500, "no_evidence": 500])),
    .init(
      48, "reviews and ratings of oneself",
      .tables(
        "INSERT INTO collab.peer_ratings (round_id, key_result_id, rater_id, ratee_id, points) VALUES ('r', 'k1', 'a', 'a', 5)",
        codes: ["self_rating": 1])),
    .init(
      51, "a goal that was weighed anew",
      .tables("INSERT INTO collab.key_result_versions VALUES ('k1', '2026-05-01', 2, 0, 10, 'harder')")),
  ]

  static let all = numbers + times + texts + relations
}
