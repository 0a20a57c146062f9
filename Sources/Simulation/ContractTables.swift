public import Contribution

/// Contract tables as CSV text: header, then rows in the order they were added.
public struct ContractTables: Sendable, Equatable {
  private var lines: [SourceTable: [String]] = [:]

  /// Columns of the tables that a simulated company fills.
  static let columns: [SourceTable: String] = [
    .periods: "period_id,starts_on,ends_on",
    .people: "person_id,display_name,job_family",
    .teams: "team_id,parent_team_id,name",
    .teamMembers: "team_id,person_id,valid_from,valid_to,allocation",
    .absences: "person_id,valid_from,valid_to,fraction",
    .objectives: "objective_id,period_id,team_id,owner_id,parent_key_result_id,kind,title",
    .keyResults: "key_result_id,objective_id,team_id,title",
    .keyResultAuthors: "key_result_id,person_id,role,declared_share",
    .tasks: "task_id,key_result_id,title,effort,created_at,completed_at,outcome",
    .taskAssignees: "task_id,person_id,role,effort_share",
    .reviews: "review_id,task_id,reviewer_id,requested_at,submitted_at,verdict,comments,kind",
    .peerRatings: "round_id,key_result_id,team_id,rater_id,ratee_id,points",
    .feedback: "feedback_id,giver_id,receiver_id,key_result_id,given_at,kind",
    .spotChecks: "check_id,key_result_id,left_person_id,right_person_id,times_more,judged_by,judged_at",
  ]

  public init() {}

  mutating func add(_ table: SourceTable, _ fields: String...) {
    lines[table, default: []].append(fields.joined(separator: ","))
  }

  /// Tables that hold at least a header, ordered by name.
  public var names: [SourceTable] { Self.columns.keys.sorted { $0.rawValue < $1.rawValue } }

  /// The text of `<table>.csv`, or nil for a table that simulations do not fill.
  public func text(_ table: SourceTable) -> String? {
    guard let header = Self.columns[table] else { return nil }
    return ([header] + (lines[table] ?? [])).joined(separator: "\n") + "\n"
  }

  public func rowCount(_ table: SourceTable) -> Int { lines[table]?.count ?? 0 }

  /// The same without the rows of a table for which `keeps` says no; it is told the row's fields.
  public func keeping(_ table: SourceTable, where keeps: ([Substring]) -> Bool) -> ContractTables {
    var copy = self
    copy.lines[table]?.removeAll { !keeps($0.split(separator: ",", omittingEmptySubsequences: false)) }
    return copy
  }
}

/// Text of the first quarter of 2026, which every simulated company lives in.
enum Quarter {
  static let id = "2026-Q1"
  static let days = 90

  static func date(_ day: Int) -> String {
    let day = max(0, min(days - 1, day))
    let (month, rest) = day < 31 ? (1, day) : day < 59 ? (2, day - 31) : (3, day - 59)
    return "2026-0\(month)-\(rest < 9 ? "0" : "")\(rest + 1)"
  }

  /// Time of day in seconds, kept within the day.
  static func time(_ day: Int, _ second: Int) -> String {
    let second = max(0, min(86_399, second))
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    return "\(date(day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))+00:00"
  }
}

extension Double {
  /// Plain decimal text with at most four digits after the point.
  var text: String {
    let scaled = (self * 10_000).rounded() / 10_000
    return scaled == scaled.rounded() && abs(scaled) < 1e15 ? String(Int(scaled)) : String(scaled)
  }
}

func padded(_ prefix: String, _ number: Int) -> String {
  let digits = String(number)
  return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
}
