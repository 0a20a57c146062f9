internal import FairshareSQL
package import Postgres

/// Appeals of people against shares, each act with its audit event in the same statement.
package enum AppealRecords {
  package struct Appeal: Sendable {
    package var id: String
    package var person: String
    package var keyResult: String
    package var openedAt: String
    package var text: String
    package var answer: String?
    package var answeredBy: String?
    /// Whole units of 1e-9.
    package var before: Int64
    package var after: Int64?
    package var period: String?
    /// ISO 8601.
    package var dueOn: String?
    package var outcome: String?
    package var isOverdue: Bool
    /// Pieces of evidence.
    package var pieces: Int
    package var evidence: String?
    package var runBefore: RunID?

    package var isOpen: Bool { answer == nil }
  }

  /// How appeals went, without any person.
  package struct Statistics: Sendable {
    package var opened: Int
    package var open: Int
    package var upheld: Int
    package var declined: Int
    /// nil before the first answer.
    package var medianDays: Double?
    package var overdue: Int
  }

  /// One member's share before and after a correction; nil for someone who was, or is, no member.
  package struct Effect: Sendable {
    package var person: String
    package var before: Int64?
    package var after: Int64?
  }

  /// What somebody appeals against.
  package struct Opening: Sendable {
    package var id: String
    package var person: String
    package var keyResult: String
    package var text: String
    package var evidence: String?
    package var share: Int64
    package var run: PublishedRun
    /// Working days until an answer is due.
    package var answerDays: Int

    package init(
      id: String, person: String, keyResult: String, text: String, evidence: String?, share: Int64, run: PublishedRun,
      answerDays: Int
    ) {
      self.id = id
      self.person = person
      self.keyResult = keyResult
      self.text = text
      self.evidence = evidence
      self.share = share
      self.run = run
      self.answerDays = answerDays
    }
  }

  /// - Returns: the day on which an answer is due.
  package static func open(
    _ connection: inout Connection, _ opening: Opening, by actor: String
  ) throws(PostgresError) -> String {
    try connection.execute(
      Query.addAppeal.sql,
      [
        .text(opening.id), .text(opening.person), .text(opening.keyResult), .text(opening.text),
        opening.evidence.map { .text($0) } ?? .null, .nano(opening.share), .text(actor), .text(opening.run.period),
        .uuid(opening.run.run.bits), .int64(Int64(opening.answerDays)),
      ]
    ).text(0, 0)
  }

  /// - Returns: the number of the piece; nil where there is no such open appeal.
  package static func add(
    _ connection: inout Connection, to appeal: String, evidence: String, by actor: String
  ) throws(PostgresError) -> Int? {
    let rows = try connection.execute(
      Query.addAppealEvidence.sql, [.text(appeal), .text(actor), .text(evidence)])
    return rows.count == 0 ? nil : try rows.integer(0, 0)
  }

  /// - Returns: false where there is no such open appeal.
  package static func answer(
    _ connection: inout Connection, id: String, text: String, outcome: String, by actor: String, share: Int64?,
    run: RunID?
  ) throws(PostgresError) -> Bool {
    try connection.execute(
      Query.answerAppeal.sql,
      [
        .text(id), .text(text), .text(actor), share.map { .nano($0) } ?? .null, .text(outcome),
        run.map { .uuid($0.bits) } ?? .null,
      ]
    ).count == 1
  }

  /// Open ones first.
  package static func all(_ connection: inout Connection) throws(PostgresError) -> [Appeal] {
    let rows = try connection.execute(Query.readAppeals.sql)
    var result: [Appeal] = []
    for row in 0..<rows.count {
      result.append(
        Appeal(
          id: try rows.text(row, 0), person: try rows.text(row, 1), keyResult: try rows.text(row, 2),
          openedAt: try rows.text(row, 3), text: try rows.text(row, 4), answer: try rows.textOrNull(row, 5),
          answeredBy: try rows.textOrNull(row, 6), before: try rows.nano(row, 7), after: try rows.nanoOrNull(row, 8),
          period: try rows.textOrNull(row, 9), dueOn: try rows.textOrNull(row, 10),
          outcome: try rows.textOrNull(row, 11), isOverdue: try rows.bool(row, 12), pieces: try rows.integer(row, 13),
          evidence: try rows.textOrNull(row, 14), runBefore: try rows.uuidOrNull(row, 15).map { RunID($0) }))
    }
    return result
  }

  /// People with an open appeal, by key result: all that pages need to know, and may.
  package static func frozen(_ connection: inout Connection) throws(PostgresError) -> [String: Set<String>] {
    let rows = try connection.execute(Query.openAppeals.sql)
    var result: [String: Set<String>] = [:]
    for row in 0..<rows.count { result[try rows.text(row, 0), default: []].insert(try rows.text(row, 1)) }
    return result
  }

  /// Everyone's share in the run appealed against and in a later one, kept with the appeal; by person.
  package static func effects(
    _ connection: inout Connection, of appeal: String, after run: RunID
  ) throws(PostgresError) -> [Effect] {
    try connection.execute(Query.storeAppealEffects.sql, [.text(appeal), .uuid(run.bits)])
    let rows = try connection.execute(Query.readAppealEffects.sql, [.text(appeal), .uuid(run.bits)])
    var result: [Effect] = []
    for row in 0..<rows.count {
      result.append(
        Effect(
          person: try rows.text(row, 0), before: try rows.nanoOrNull(row, 1), after: try rows.nanoOrNull(row, 2)))
    }
    return result
  }

  package static func statistics(_ connection: inout Connection) throws(PostgresError) -> Statistics {
    let rows = try connection.execute(Query.readAppealStatistics.sql)
    return Statistics(
      opened: try rows.integer(0, 0), open: try rows.integer(0, 1), upheld: try rows.integer(0, 2),
      declined: try rows.integer(0, 3), medianDays: try rows.float8OrNull(0, 4), overdue: try rows.integer(0, 5))
  }
}
