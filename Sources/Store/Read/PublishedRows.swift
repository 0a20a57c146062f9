package import Contribution
internal import FairshareSQL
package import Postgres

/// Rows of one published run, read for some key results at a time so that memory stays bounded.
package struct PublishedRows: Sendable {
  package let run: RunID

  package init(_ run: RunID) { self.run = run }

  /// One row of `shares`, in whole units of 1e-9.
  package struct Share: Sendable {
    package var keyResult: String
    package var person: String
    package var model: ModelName
    package var units: Int64
    package var low: Int64?
    package var high: Int64?
  }

  package struct Piece: Sendable {
    package var keyResult: String
    package var person: String
    package var channel: Channel
    package var acts: Int
    package var units: Int64
  }

  package struct Step: Sendable {
    package var keyResult: String
    package var person: String
    package var step: String
    package var units: Int64
  }

  package struct KeyResult: Sendable {
    package var id: String
    package var kind: ObjectiveKind
    package var value: Double?
    package var attainment: Double?
    package var coverage: Double?
    package var disagreement: Double?
    package var people: Int
    package var isJudged: Bool
    package var reason: String?
  }

  /// Ordered by key result, person and model.
  package func shares(_ connection: inout Connection, of keyResults: [String]) throws(PostgresError) -> [Share] {
    let rows = try connection.execute(Query.readShares.sql, [.uuid(run.bits), .textArray(keyResults)])
    return try Self.shares(rows)
  }

  static func shares(_ rows: borrowing Rows) throws(PostgresError) -> [Share] {
    var result: [Share] = []
    result.reserveCapacity(rows.count)
    var (keyResult, person) = (RepeatedText(column: 0), RepeatedText(column: 1))
    for row in 0..<rows.count {
      guard let model = ModelName(rawValue: try rows.text(row, 2)) else { continue }
      result.append(
        Share(
          keyResult: try keyResult.text(rows, row), person: try person.text(rows, row), model: model,
          units: try rows.nano(row, 3),
          low: try rows.nanoOrNull(row, 4), high: try rows.nanoOrNull(row, 5)))
    }
    return result
  }

  /// Ordered by key result, person and kind.
  package func pieces(_ connection: inout Connection, of keyResults: [String]) throws(PostgresError) -> [Piece] {
    let rows = try connection.execute(Query.readPieces.sql, [.uuid(run.bits), .textArray(keyResults)])
    return try Self.pieces(rows)
  }

  static func pieces(_ rows: borrowing Rows) throws(PostgresError) -> [Piece] {
    var result: [Piece] = []
    result.reserveCapacity(rows.count)
    var (keyResult, person) = (RepeatedText(column: 0), RepeatedText(column: 1))
    for row in 0..<rows.count {
      guard let channel = Channel(rawValue: try rows.text(row, 2)) else { continue }
      result.append(
        Piece(
          keyResult: try keyResult.text(rows, row), person: try person.text(rows, row), channel: channel,
          acts: try rows.integer(row, 3), units: try rows.nano(row, 4)))
    }
    return result
  }

  /// Ordered by key result, person and step.
  package func steps(_ connection: inout Connection, of keyResults: [String]) throws(PostgresError) -> [Step] {
    let rows = try connection.execute(Query.readSteps.sql, [.uuid(run.bits), .textArray(keyResults)])
    var result: [Step] = []
    result.reserveCapacity(rows.count)
    var (keyResult, person) = (RepeatedText(column: 0), RepeatedText(column: 1))
    for row in 0..<rows.count {
      result.append(
        Step(
          keyResult: try keyResult.text(rows, row), person: try person.text(rows, row), step: try rows.text(row, 2),
          units: try rows.nano(row, 3)))
    }
    return result
  }

  /// Every key result of the run, in byte order of ids.
  package func keyResults(_ connection: inout Connection) throws(PostgresError) -> [KeyResult] {
    let rows = try connection.execute(Query.readKeyResultScores.sql, [.uuid(run.bits)])
    var result: [KeyResult] = []
    result.reserveCapacity(rows.count)
    for row in 0..<rows.count {
      result.append(
        KeyResult(
          id: try rows.text(row, 0), kind: ObjectiveKind(rawValue: try rows.text(row, 1)) ?? .okr,
          value: try rows.float8OrNull(row, 2), attainment: try rows.float8OrNull(row, 3),
          coverage: try rows.float8OrNull(row, 4), disagreement: try rows.float8OrNull(row, 5),
          people: try rows.integer(row, 6), isJudged: try rows.text(row, 7) == "judged",
          reason: try rows.textOrNull(row, 8)))
    }
    return result
  }

  /// The models that answered, and whether they state intervals.
  package func models(_ connection: inout Connection) throws(PostgresError) -> [(model: ModelName, hasInterval: Bool)] {
    let rows = try connection.execute(Query.readModels.sql, [.uuid(run.bits)])
    var found: [ModelName: Bool] = [:]
    for row in 0..<rows.count {
      guard let model = ModelName(rawValue: try rows.text(row, 0)) else { continue }
      found[model] = try rows.bool(row, 1)
    }
    return ModelName.allCases.compactMap { model in found[model].map { (model, $0) } }
  }

  /// Rows set aside, by table and code.
  package func quarantine(
    _ connection: inout Connection
  ) throws(PostgresError) -> [(table: String, code: String, rows: Int)] {
    let rows = try connection.execute(Query.readQuarantineCounts.sql, [.uuid(run.bits)])
    var result: [(table: String, code: String, rows: Int)] = []
    for row in 0..<rows.count {
      result.append((try rows.text(row, 0), try rows.text(row, 1), try rows.integer(row, 2)))
    }
    return result
  }

  /// The newest published period in which a key result was scored; nil where there is none.
  package static func newestPeriod(
    _ connection: inout Connection, ofKeyResult id: String
  ) throws(PostgresError) -> String? {
    let rows = try connection.execute(Query.readNewestPeriod.sql, [.text(id)])
    return rows.count == 0 ? nil : try rows.text(0, 0)
  }

  /// The company-wide numbers that the run learned, by name.
  package func companyFit(_ connection: inout Connection) throws(PostgresError) -> [String: Double] {
    let rows = try connection.execute(Query.readFit.sql, [.uuid(run.bits)])
    var result: [String: Double] = [:]
    for row in 0..<rows.count { result[try rows.text(row, 0)] = try rows.float8(row, 1) }
    return result
  }

  /// The exchange rates that the run scored with; nil where it kept none.
  package func exchangeRates(_ connection: inout Connection) throws(PostgresError) -> ExchangeRates? {
    let rows = try connection.execute(Query.readRates.sql, [.uuid(run.bits)])
    var rates: [Channel: Double] = [:]
    for row in 0..<rows.count {
      if let channel = Channel(rawValue: try rows.text(row, 0)) { rates[channel] = try rows.float8(row, 1) }
    }
    let all = Channel.allCases.compactMap { rates[$0] }
    return all.count == Channel.count ? ExchangeRates(all) : nil
  }
}
