internal import CreditGap
internal import Reporting
internal import Store

/// What another version of the engine changes of what readers see: the last published period, computed again and compared.
public struct BackTest: Sendable {
  /// The period that was compared.
  public let period: String
  /// Version of the engine that published it.
  public let before: String
  /// nil where the period can no longer be computed.
  public let change: Change?

  public struct Change: Sendable {
    /// People with a share in a key result of both.
    public var people: Int
    /// Of them, how many move by more than the points of the settings.
    public var moved: Int
    public var points: Double
    public var meanPoints: Double
    public var largestPoints: Double
    public var flagsBefore: Int
    public var newFlags: Int
    public var goneFlags: Int
    /// Whether records, decisions and settings are those of the published run, so that all of it is the engine's doing.
    public var isEngineAlone: Bool

    func isBeyond(_ limits: Configuration) -> Bool {
      func isBeyond(_ count: Int, _ limit: Double, of all: Int) -> Bool {
        count >= limits.driftMinimum && Double(count) > limit * Double(all)
      }
      return isBeyond(moved, limits.enginePeople, of: people)
        || isBeyond(newFlags + goneFlags, limits.engineFlags, of: flagsBefore + newFlags)
    }
  }

  /// Whether a person has to look before the new version may publish.
  public let isBeyondLimit: Bool

  init(_ published: RunRow, change: Change?, limits: Configuration) {
    period = published.periodID
    before = published.engineVersion
    self.change = change
    isBeyondLimit = change?.isBeyond(limits) ?? true
  }

  /// What changes, in one line.
  var sentence: Bilingual {
    let head = Bilingual(
      "引擎 \(before) → \(Engine.version)，用 \(period) 回测：",
      "engine \(before) -> \(Engine.version), back-test on \(period): ")
    guard let change else {
      return Bilingual(
        "\(head.chinese)来源里已没有这个周期，无法比较", "\(head.english)the source no longer has it, nothing can be compared")
    }
    let (points, mean, largest) = (
      JSONValue.number(change.points).text, Self.tenth(change.meanPoints), Self.tenth(change.largestPoints)
    )
    let alone = Bilingual("；记录、决定或设置在这期间也变了", "; records, decisions or settings have changed since, too")
    return Bilingual(
      "\(head.chinese)\(change.people) 人中有 \(change.moved) 人变动超过 \(points) 个百分点（平均 \(mean)，最多 \(largest)）；提示原有 \(change.flagsBefore) 条，新增 \(change.newFlags) 条，消失 \(change.goneFlags) 条\(change.isEngineAlone ? "" : alone.chinese)",
      "\(head.english)\(change.moved) of \(change.people) people move by more than \(points) points (mean \(mean), at most "
        + "\(largest)); of \(change.flagsBefore) flags \(change.goneFlags) disappear, \(change.newFlags) appear"
        + (change.isEngineAlone ? "" : alone.english))
  }

  /// A line on stderr, or an object.
  func tell(_ console: Console) {
    console.remark(
      Bilingual(
        "  \(sentence.chinese)\(isBeyondLimit ? "；超过限度，需要放行" : "")",
        "  \(sentence.english)\(isBeyondLimit ? "; beyond the limit, it needs a release" : "")"))
    console.object(
      "back_test",
      [
        "period": .string(period), "engine_before": .string(before), "engine": .string(Engine.version),
        "is_beyond_limit": .bool(isBeyondLimit), "people": Self.count(change?.people),
        "moved": Self.count(change?.moved), "points": .optional(change?.points),
        "mean_points": .optional(change?.meanPoints), "largest_points": .optional(change?.largestPoints),
        "flags_before": Self.count(change?.flagsBefore), "new_flags": Self.count(change?.newFlags),
        "gone_flags": Self.count(change?.goneFlags), "is_engine_alone": change.map { .bool($0.isEngineAlone) } ?? .null,
      ])
  }

  private static func count(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
  private static func tenth(_ points: Double) -> String { RunSummary.seconds(points) }
}
