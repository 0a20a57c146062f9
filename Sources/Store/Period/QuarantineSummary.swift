package import Contribution

/// What was set aside and noticed, ready to be stored and told.
package struct QuarantineSummary: Sendable {
  private(set) var rows: [QuarantinedRow] = []
  /// Rows set aside by table and code.
  package private(set) var counts: [Count] = []
  /// Facts noticed, by code, with a detail where there is one.
  package private(set) var notices: [String: (count: Int, severity: Diagnostic.Severity, detail: String)] = [:]

  package struct Count: Sendable, Equatable {
    package var table: SourceTable
    package var code: String
    package var rows: Int
  }

  init(_ quarantine: Quarantine) {
    rows = quarantine.rows
    for table in SourceTable.allCases {
      for fault in RowFault.allCases {
        guard let count = quarantine.counts[table]?[fault] else { continue }
        counts.append(Count(table: table, code: fault.rawValue, rows: count))
      }
    }
    for code in Notice.allCases {
      guard let count = quarantine.notices[code] else { continue }
      notices[code.rawValue] = (count, code.severity, "")
    }
  }

  mutating func notice(_ notice: Notice, _ count: Int, detail: String = "") {
    guard count > 0 else { return }
    let old = notices[notice.rawValue]
    let joined = [old?.detail ?? "", detail].filter { !$0.isEmpty }.joined(separator: ", ")
    notices[notice.rawValue] = ((old?.count ?? 0) + count, notice.severity, joined)
  }

  /// Notes that another version of the engine takes over, and what that changes.
  package mutating func noticeEngine(_ detail: String) { notice(.engineChanged, 1, detail: detail) }

  /// Adds what one key result set aside; call in the order of key results.
  package mutating func add(_ other: QuarantineSummary) {
    rows += other.rows
    for count in other.counts {
      if let at = counts.firstIndex(where: { $0.table == count.table && $0.code == count.code }) {
        counts[at].rows += count.rows
      } else {
        counts.append(count)
      }
    }
    for (code, value) in other.notices {
      let old = notices[code]
      notices[code] = ((old?.count ?? 0) + value.count, value.severity, old?.detail ?? value.detail)
    }
  }

  /// Rows set aside in all.
  package var total: Int { counts.reduce(0) { $0 + $1.rows } }
}
