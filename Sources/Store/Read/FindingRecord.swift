package import CreditGap
internal import FairshareSQL
package import Postgres

/// What earlier runs found and people decided, read from the database.
package enum FindingRecord {
  /// The history that a run of a period starts from.
  package static func history(_ connection: inout Connection, period: String, firstDay: Int32) throws -> FindingHistory
  {
    var history = FindingHistory()
    let current = try connection.execute(Query.findingStates.sql, [.text(period)])
    for row in 0..<current.count {
      history.current[try current.text(row, 0)] = FindingState(rawValue: try current.text(row, 1))
    }
    let preceding = try connection.execute(Query.precedingFindings.sql, [.text(Timestamp.date(firstDay))])
    for row in 0..<preceding.count {
      guard let kind = FindingKind(rawValue: try preceding.text(row, 0)) else { continue }
      history.preceding.insert(FindingHistory.KindOfPerson(kind: kind, personID: try preceding.text(row, 1)))
    }
    let decisions = try connection.execute(Query.newestDecisions.sql)
    for row in 0..<decisions.count {
      history.decisions[try decisions.text(row, 0)] = FindingHistory.Decision(rawValue: try decisions.text(row, 1))
    }
    return history
  }

  /// A digest of what a history can change in a run: decisions and the findings of the period before.
  package static func digest(_ history: FindingHistory) throws -> SHA256Digest {
    let decisions = history.decisions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
    let preceding = history.preceding.map { "\($0.kind.rawValue) \($0.personID)" }.sorted()
    return try SHA256Digest(text: (decisions + ["--"] + preceding).joined(separator: "\n"))
  }
}
