package import Attribution
internal import Contribution
internal import FairshareSQL
package import Postgres

/// What earlier published periods say about how key results went, and who took part in them.
package struct OutcomeHistory: Sendable {
  package private(set) var panel = OutcomePanel()
  package let digest: SHA256Digest

  /// Published periods that are looked back on, at the most.
  static let periods = 8
  /// Below this part somebody hardly took part.
  static let leastPart = 0.02

  /// - Throws: `PostgresError` or `StoreError`.
  package init(_ connection: inout Connection, _ period: PeriodRecords) throws {
    var bytes = CanonicalBytes()
    for place in 0..<Self.periods {
      let rows = try connection.execute(
        Query.readOutcomePanel.sql,
        [.text(Timestamp.date(period.days.lowerBound)), .int64(Int64(place)), .float8(Self.leastPart)],
        patience: .seconds(600))
      var at = 0
      while at < rows.count {
        let id = try rows.text(at, 0)
        let kind = try rows.text(at, 1)
        let attainment = try rows.float8(at, 2)
        var parts: [(person: Int32, part: Double)] = []
        bytes.text(id)
        bytes.text(kind)
        bytes.number(attainment)
        while at < rows.count, try rows.text(at, 0) == id {
          let person = try rows.text(at, 3)
          let share = try rows.nano(at, 4)
          bytes.text(person)
          bytes.integer(share)
          // Who is no longer in the source, or was erased, teaches nothing about anybody.
          if let number = period.personNumber(person) {
            parts.append((number, Double(share) / Double(ShareUnits.one)))
          }
          at += 1
        }
        panel.add(
          period: Int32(place), kind: ObjectiveKind(rawValue: kind) ?? .okr, team: period.teamOfKeyResult(id),
          attainment: attainment, parts: parts)
      }
    }
    digest = try bytes.digest()
  }
}

extension PeriodRecords {
  func personNumber(_ id: String) -> Int32? { index.company.people.ids.find(id) }

  /// Team of a key result of any period; -1 where it has none or is not known.
  func teamOfKeyResult(_ id: String) -> Int32 {
    index.company.keyResults.ids.find(id).map { index.company.keyResults.team[Int($0)] } ?? -1
  }
}
