internal import Reporting

/// Each key result of a plan against the published run, by digests of what was read about it.
///
/// A key result whose own records are the same can still shift a little: company-wide parameters are learned from all.
struct PlanChanges {
  enum Kind: String, CaseIterable {
    case new, changed, same, gone
    /// The published run kept no digest.
    case unknown

    var word: Bilingual {
      switch self {
      case .new: Bilingual("新增", "new")
      case .changed: Bilingual("有变化", "changed")
      case .same: Bilingual("不变", "the same")
      case .gone: Bilingual("不再存在", "gone")
      case .unknown: Bilingual("无从比较", "not comparable")
      }
    }
  }

  struct Row {
    var keyResult: String
    var kind: Kind
    /// Whether the published run could judge it; nil for a new one.
    var wasJudged: Bool?
  }

  /// Those of the plan in its order, then those that are gone.
  let rows: [Row]

  init(
    now: [(keyResult: String, digest: String)],
    before: [(keyResult: String, digest: String?, state: String, reason: String?)]
  ) {
    let known = Dictionary(before.map { ($0.keyResult, $0) }) { first, _ in first }
    let present = Set(now.map(\.keyResult))
    rows =
      now.map { row in
        guard let old = known[row.keyResult] else { return Row(keyResult: row.keyResult, kind: .new) }
        let kind = old.digest.map { $0 == row.digest ? Kind.same : .changed } ?? .unknown
        return Row(keyResult: row.keyResult, kind: kind, wasJudged: old.state == "judged")
      }
      + before.filter { !present.contains($0.keyResult) }.map {
        Row(keyResult: $0.keyResult, kind: .gone, wasJudged: $0.state == "judged")
      }
  }

  private func count(_ kind: Kind) -> Int { rows.count { $0.kind == kind } }

  /// `new 2, changed 3, the same 13; 1 was not judged`.
  var sentence: Bilingual {
    let parts = Kind.allCases.filter { count($0) > 0 }.map {
      Bilingual("\($0.word.chinese) \(count($0))", "\($0.word.english) \(count($0))")
    }
    let skipped = rows.count { $0.wasJudged == false && $0.kind != .gone }
    return Bilingual(
      "  关键结果：\(parts.map(\.chinese).joined(separator: "，"))\(skipped > 0 ? "；上次有 \(skipped) 个暂不判断" : "")",
      "  key results: \(parts.map(\.english).joined(separator: ", "))"
        + (skipped > 0 ? "; \(skipped) were not judged last time" : ""))
  }

  /// Counts by kind, and the ids of all but those that are the same.
  var json: JSONValue {
    .object(
      Kind.allCases.map { kind in
        .init(
          kind.rawValue,
          kind == .same
            ? .integer(count(kind)) : .array(rows.filter { $0.kind == kind }.map { .string($0.keyResult) }))
      })
  }
}
