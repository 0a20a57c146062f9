public import Contribution

/// One recorded act of one person, in units of its channel or as its part of a share.
public struct EvidenceAct: Sendable, Equatable {
  /// Units before exchange rates, or a fraction of 1 once a model has valued it; > 0.
  public var amount: Double
  /// Number of the source row in the company's list of its table. For `taskAssignees` it is the task's number: the row's
  /// key is that task and the person.
  public var source: Int32
  /// Local number of the person.
  public var person: Int32
  public var channel: Channel
  public var table: SourceTable

  public init(amount: Double, source: Int32, person: Int32, channel: Channel, table: SourceTable) {
    self.amount = amount
    self.source = source
    self.person = person
    self.channel = channel
    self.table = table
  }

  /// The acts that weigh most, at most `limit` a person, ordered by person, then falling amount; ties keep their order.
  ///
  /// - Complexity: O(acts x limit) at worst, O(acts) where most acts weigh less than the ones kept.
  public static func heaviest(_ acts: [EvidenceAct], people: Int, limit: Int = 10) -> [EvidenceAct] {
    guard limit > 0 else { return [] }
    var kept = [Int32](repeating: -1, count: people * limit)
    var counts = [Int](repeating: 0, count: people)
    for index in acts.indices {
      let person = Int(acts[index].person)
      let base = person * limit
      let amount = acts[index].amount
      var place = counts[person]
      if place == limit {
        if acts[Int(kept[base + limit - 1])].amount >= amount { continue }
        place = limit - 1
      } else {
        counts[person] += 1
      }
      while place > 0 && acts[Int(kept[base + place - 1])].amount < amount {
        kept[base + place] = kept[base + place - 1]
        place -= 1
      }
      kept[base + place] = Int32(index)
    }
    return kept.lazy.filter { $0 >= 0 }.map { acts[Int($0)] }
  }
}
