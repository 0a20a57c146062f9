internal import FairshareSQL
package import Postgres
package import Statistics

/// Who was counted together in every sum of teams that was ever shown of a period.
///
/// Whoever keeps the sums of several runs can compute what is the same for all people of a block, and nothing finer: every sum that was
/// shown holds all of a block or none of it. So the sums of all runs are safe together when each block has at least five people; and a run
/// keeps it so when it splits no block into a part of fewer, and adds nobody new in a group of fewer.
package struct TeamBlocks: Sendable, Equatable {
  /// Number of the block of a person, by id; nobody who was never counted in a sum.
  package var block: [String: Int32]
  /// Whether all runs of the period are accounted for; where not, no sum is safe.
  package var isKnown: Bool

  package init(block: [String: Int32] = [:], isKnown: Bool = true) {
    self.block = block
    self.isKnown = isKnown
  }

  /// The blocks after the newest published run of a period.
  package static func read(_ connection: inout Connection, period: String) throws(PostgresError) -> TeamBlocks {
    let rows = try connection.execute(Query.readTeamBlocks.sql, [.text(period)])
    var blocks = TeamBlocks()
    for row in 0..<rows.count {
      blocks.isKnown = try rows.bool(row, 0)
      guard let person = try rows.textOrNull(row, 1) else { continue }
      blocks.block[person] = Int32(try rows.integer(row, 2))
    }
    return blocks
  }

  /// Notes them for a run, in the open transaction; they count from when it is published.
  func keep(_ connection: inout Connection, run: RunID) throws(PostgresError) {
    guard isKnown else { return }
    let people = block.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try connection.execute(
      Query.keepTeamBlocks.sql,
      [.uuid(run.bits), .textArray(people), .textArray(people.map { String(block[$0] ?? 0) })])
  }
}

/// Sums over a tree of teams that are safe beside those of all earlier runs of the period.
///
/// People are moved between sums only as far as blocks stay whole: fewer than five who came are left out until there are five, fewer than
/// five who moved are counted where the rest of their block is, and a block that fewer than five have left altogether is left out of every
/// sum. `SmallGroups` decides about what is left.
package struct SteadySums {
  /// One person: id, team, what the person holds.
  package struct Member: Sendable {
    package var id: String
    package var group: Int
    package var values: [Double]

    package init(id: String, group: Int, values: [Double]) {
      self.id = id
      self.group = group
      self.values = values
    }
  }

  package struct Result: Sendable {
    /// One a group; nil where it is not shown.
    package var totals: [SmallGroups.Total?]
    /// The lowest shown group that counts each member; -1 where none does.
    package var sum: [Int]
    /// Who was counted together, once these are shown.
    package var blocks: TeamBlocks
  }

  package let rule: SmallGroups

  package init(_ rule: SmallGroups = SmallGroups()) { self.rule = rule }

  /// What the people of one block, or those who are new, do in one sum.
  private struct Piece {
    var members: [Int] = []
    /// Counted people, and those of the block whom this run does not know.
    var size = 0
  }

  /// - Parameters:
  ///   - parents: group above each group; -1 at the top.
  ///   - members: everybody who counts, in an order that depends on nothing but the data; ids are distinct.
  ///   - values: how many values each member holds.
  package func totals(
    parents: [Int], members: [Member], values: Int, since earlier: TeamBlocks
  ) -> Result {
    guard earlier.isKnown else {
      return Result(totals: parents.map { _ in nil }, sum: members.map { _ in -1 }, blocks: earlier)
    }
    var group = members.map(\.group)
    var wasGathered: Set<Int32> = []
    let known = Set(members.map(\.id))
    var gone: [Int32: Int] = [:]
    for (id, block) in earlier.block where !known.contains(id) { gone[block, default: 0] += 1 }

    while true {
      let counted = zip(members, group).map { SmallGroups.Member(group: $1, values: $0.values) }
      let totals = rule.totals(parents: parents, members: counted, values: values)
      let sum = group.map { Self.shown($0, parents, totals) }
      // Block, or -1 for people who are new, then the sum that holds them, or -1 for none.
      var pieces: [Int32: [Int: Piece]] = [:]
      for (index, member) in members.enumerated() {
        let block = earlier.block[member.id] ?? -1
        pieces[block, default: [:]][sum[index], default: Piece()].members.append(index)
        pieces[block, default: [:]][sum[index], default: Piece()].size += 1
      }
      for (block, count) in gone { pieces[block, default: [:]][-1, default: Piece()].size += count }
      let isMixed = Set(pieces.filter { $0.key >= 0 }.flatMap(\.value.keys))

      var isSteady = true
      for block in pieces.keys.sorted() {
        guard let parts = pieces[block] else { continue }
        if block < 0 {
          for (place, part) in parts where place >= 0 && isMixed.contains(place) && !isSafe(part, members, values) {
            for index in part.members { group[index] = -1 }
            isSteady = false
          }
          continue
        }
        guard parts.count > 1, !parts.allSatisfy({ isSafe($0.value, members, values, isOutside: $0.key < 0) }) else {
          continue
        }
        isSteady = false
        // The largest piece, the first of equal ones, gathers the others; once, or where some are in no sum, nobody of it counts.
        let largest = parts.min { ($1.value.size, $0.key) < ($0.value.size, $1.key) }?.key ?? -1
        let target = parts[-1] == nil && wasGathered.insert(block).inserted ? largest : -1
        for index in parts.values.flatMap(\.members) { group[index] = target }
      }
      if isSteady { return Result(totals: totals, sum: sum, blocks: refined(members, sum, earlier)) }
    }
  }

  /// Whether people may be told apart from the rest of their block: the rule of small groups, on what they hold now.
  private func isSafe(_ piece: Piece, _ members: [Member], _ values: Int, isOutside: Bool = false) -> Bool {
    guard piece.size >= rule.smallest else { return false }
    return isOutside
      || (0..<values).allSatisfy { value in
        let held = piece.members.map { members[$0].values[value] }
        let sum = held.reduce(0, +)
        return sum > 0 && (held.max() ?? 0) <= rule.dominance * sum
      }
  }

  /// The nearest shown group at or above a group; -1 where there is none.
  private static func shown(_ group: Int, _ parents: [Int], _ totals: [SmallGroups.Total?]) -> Int {
    var at = group
    for _ in 0...parents.count where parents.indices.contains(at) {
      if totals[at] != nil { return at }
      at = parents[at]
    }
    return -1
  }

  private func refined(_ members: [Member], _ sum: [Int], _ earlier: TeamBlocks) -> TeamBlocks {
    struct Key: Hashable {
      var block: Int32
      var sum: Int
    }
    var place: [String: Int] = [:]
    for (index, member) in members.enumerated() { place[member.id] = sum[index] }
    var numbers: [Key: Int32] = [:]
    var blocks = TeamBlocks()
    let everybody = Set(place.keys).union(earlier.block.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for id in everybody {
      let key = Key(block: earlier.block[id] ?? -1, sum: place[id] ?? -1)
      if key.block < 0, key.sum < 0 { continue }
      let number = numbers[key] ?? Int32(numbers.count)
      numbers[key] = number
      blocks.block[id] = number
    }
    return blocks
  }
}
