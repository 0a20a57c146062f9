internal import Contribution
internal import FairshareSQL
package import Postgres

/// Puts a tombstone in the place of one person, everywhere that the engine writes, with a proof that nobody else's share moved.
///
/// The tombstone is random and kept nowhere beside the id that it replaces, so it leads back to nobody. In the input it is put in
/// only where the engine owns the tables; a company's own tables must forget the person themselves, or the next run brings the id
/// back. The registry, digests, decisions and the ids of findings, which are digests, stay.
package struct Erasure: Sendable {
  package let person: String
  package let tombstone: String
  package private(set) var counts: [ErasureProof.Count] = []
  package private(set) var proof = ""
  /// Whether the input belongs to the company, so that it was not touched.
  package private(set) var leavesSource = false

  package init(person: String) {
    self.person = person
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    tombstone = "erased-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Columns of the input that name people.
  static let columns: [(table: SourceTable, columns: [String])] = [
    (.people, ["person_id", "manager_id"]), (.teamMembers, ["person_id"]), (.absences, ["person_id"]),
    (.objectives, ["owner_id"]), (.checkIns, ["person_id"]), (.keyResultAuthors, ["person_id"]),
    (.taskAssignees, ["person_id"]), (.reviews, ["reviewer_id"]), (.peerRatings, ["rater_id", "ratee_id"]),
    (.feedback, ["giver_id", "receiver_id"]), (.oneOnOnes, ["manager_id", "report_id"]),
    (.learningRecords, ["person_id"]), (.spotChecks, ["left_person_id", "right_person_id", "judged_by"]),
  ]

  /// - Returns: false, with nothing done, where nobody has this id.
  /// - Throws: `StoreError` with code `erasureMovedOthers` where another share would change; nothing is done then.
  package mutating func perform(
    _ connection: inout Connection, schema: String, by actor: String, reason: String
  ) throws -> Bool {
    var copy = self
    let isDone = try connection.withTransaction { connection in
      try copy.perform(in: &connection, schema: schema, by: actor, reason: reason)
    }
    self = copy
    return isDone
  }

  private mutating func perform(
    in connection: inout Connection, schema: String, by actor: String, reason: String
  ) throws -> Bool {
    let source = try SourceTexts(schema: schema, &connection)
    let isOurs = try connection.execute(Query.ownsSource.sql, [.text(schema)]).bool(0, 0)
    leavesSource = !isOurs
    let aliases = isOurs && source.has(.personAliases) ? try accounts(&connection, schema) : []
    let ids = [person] + aliases
    try connection.execute("SELECT pg_catalog.set_config('fairshare.erasure', 'on', true)")
    let others = Parameter.textArray(ids + [tombstone])
    let before = try connection.execute(Query.digestOfOthers.sql, [others], patience: .seconds(3600)).text(0, 0)
    for family in ResultFamily.personal {
      try change(&connection, family.parent, "person_id = $2", "person_id = ANY ($1)", ids)
    }
    try change(
      &connection, "fairshare.evidence_records", Self.keyWithout("source_id"), Self.keyWith("source_id"), ids)
    try change(
      &connection, "fairshare.quarantined_rows", Self.keyWithout("source_key"), Self.keyWith("source_key"), ids)
    // Two accounts of one person in one run would become one: a mere count of references goes instead.
    let forgotten = try connection.execute(
      "DELETE FROM fairshare.unmapped_accounts WHERE account = ANY ($1) RETURNING 1", [.textArray(ids)])
    count("fairshare.unmapped_accounts", forgotten.count)
    // Examples of what was noticed are ids, one or two of them.
    try change(
      &connection, "fairshare.run_notices", "detail = CASE WHEN $2 = '' THEN detail END",
      "pg_catalog.string_to_array(pg_catalog.replace(detail, ' = ', ', '), ', ') && $1::pg_catalog.text[]", ids)
    try change(&connection, "fairshare.finding_cases", "person_id = $2", "person_id = ANY ($1)", ids)
    try change(
      &connection, "fairshare.access_log", "subject = $2", "subject_kind = 'person' AND subject = ANY ($1)", ids)
    try change(&connection, "fairshare.access_log", "reader = $2", "reader = ANY ($1)", ids)
    try change(&connection, "fairshare.hr_units", "reader = $2", "reader = ANY ($1)", ids)
    try change(&connection, "fairshare.logins", "person_id = NULL", "person_id = ANY ($1) AND $2 <> ''", ids)
    try change(&connection, "fairshare.team_blocks", "person_id = $2", "person_id = ANY ($1)", ids)
    try change(
      &connection, "fairshare.appeal_evidence", "text = '(erased)'",
      "appeal_id IN (SELECT a.appeal_id FROM fairshare.appeals AS a WHERE a.person_id = ANY ($1)) AND $2 <> ''", ids)
    try change(&connection, "fairshare.appeal_effects", "person_id = $2", "person_id = ANY ($1)", ids)
    try change(
      &connection, "fairshare.appeals",
      "person_id = $2, text = '(erased)', answer = CASE WHEN answer IS NOT NULL THEN '(erased)' END, "
        + "evidence = CASE WHEN evidence IS NOT NULL THEN '(erased)' END",
      "person_id = ANY ($1)", ids)
    try change(&connection, "fairshare.holds", "subject = $2", "scope = 'person' AND subject = ANY ($1)", ids)
    if isOurs { try changeSource(&connection, schema, source, ids) }
    let after = try connection.execute(Query.digestOfOthers.sql, [others], patience: .seconds(3600)).text(0, 0)
    guard before == after else {
      throw StoreError(
        .erasureMovedOthers, sentence: "An erasure would have changed the shares of others; nothing was erased.",
        place: "table shares", why: "The digest of everyone else's shares differs before and after.",
        fix: "Please report it with the log.",
        chinese: .init(
          "删除会改变其他人的份额，因此什么都没有删除。", why: "其他人份额的摘要在前后不一致。",
          fix: "请附上日志报告这个问题。"))
    }
    guard counts.contains(where: { $0.rows > 0 }) else { return false }
    proof = try ErasureProof.add(
      &connection, kind: "erasure", subject: tombstone, by: actor, reason: reason, counts: counts, before: before,
      after: after)
    return true
  }

  private mutating func changeSource(
    _ connection: inout Connection, _ schema: String, _ source: SourceTexts, _ ids: [String]
  ) throws {
    let name = { (table: SourceTable) throws(PostgresError) in
      "\(try quotedIdentifier(schema)).\(try quotedIdentifier(table.rawValue))"
    }
    if source.has(.people) {
      try change(
        &connection, name(.people), "display_name = NULL, grade = NULL, manager_id = NULL",
        "person_id = ANY ($1) AND $2 <> ''", ids)
    }
    if source.has(.learningRecords) {
      try change(
        &connection, name(.learningRecords), "decision = '(erased)'",
        "person_id = ANY ($1) AND decision IS NOT NULL AND $2 <> ''", ids)
    }
    for (table, columns) in Self.columns where source.has(table) {
      for column in columns {
        try change(&connection, name(table), "\(column) = $2", "\(column) = ANY ($1)", ids)
      }
    }
    if source.has(.personAliases) {
      let rows = try connection.execute(
        "DELETE FROM \(name(.personAliases)) WHERE person_id = ANY ($1) OR account = ANY ($1) RETURNING 1",
        [.textArray(ids)])
      count("person_aliases", rows.count)
    }
  }

  private func accounts(_ connection: inout Connection, _ schema: String) throws(PostgresError) -> [String] {
    let table = "\(try quotedIdentifier(schema)).person_aliases"
    let rows = try connection.execute(
      "SELECT DISTINCT account FROM \(table) WHERE person_id = $1 AND account <> $1 ORDER BY 1", [.text(person)])
    var accounts: [String] = []
    for row in 0..<rows.count { accounts.append(try rows.text(row, 0)) }
    return accounts
  }

  /// - Parameter table: schema and name, quoted; conditions and assignments are of this file's own making.
  private mutating func change(
    _ connection: inout Connection, _ table: String, _ assignment: String, _ condition: String, _ ids: [String]
  ) throws(PostgresError) {
    let rows = try connection.execute(
      "WITH changed AS (UPDATE \(table) SET \(assignment) WHERE \(condition) RETURNING 1) "
        + "SELECT pg_catalog.count(*) FROM changed WHERE $2::pg_catalog.text IS NOT NULL AND $1::pg_catalog.text[] IS NOT NULL",
      [.textArray(ids), .text(tombstone)], patience: .seconds(3600)
    ).integer(0, 0)
    count(String(table.filter { $0 != "\"" }), rows)
  }

  private mutating func count(_ table: String, _ rows: Int) {
    if let at = counts.firstIndex(where: { $0.table == table }) {
      counts[at].rows += rows
    } else {
      counts.append(ErasureProof.Count(table: table, rows: rows))
    }
  }

  private static func keyWith(_ column: String) -> String {
    "pg_catalog.string_to_array(\(column), '/') && $1::pg_catalog.text[]"
  }

  /// The key with the tombstone in the place of any of the ids.
  private static func keyWithout(_ column: String) -> String {
    """
    \(column) = (
      SELECT pg_catalog.string_agg(CASE WHEN p.part = ANY ($1) THEN $2 ELSE p.part END, '/' ORDER BY p.place)
      FROM pg_catalog.unnest(pg_catalog.string_to_array(\(column), '/')) WITH ORDINALITY AS p (part, place))
    """
  }
}
