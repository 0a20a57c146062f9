import Foundation
import Statistics
import Testing

/// Sums over an organisation, and an attacker who solves what was published.
@Suite("Sums of small groups")
struct SmallGroupsTests {
  private func members(_ sizes: [Int], value: Double = 1) -> [SmallGroups.Member] {
    sizes.enumerated().flatMap { group, size in
      (0..<size).map { _ in SmallGroups.Member(group: group, values: [value]) }
    }
  }

  private func shown(_ parents: [Int], _ members: [SmallGroups.Member]) -> [Int?] {
    SmallGroups().totals(parents: parents, members: members, values: 1).map { $0?.members }
  }

  @Test("a team of four is hidden, and the next smallest beside it too, so that the department can be shown")
  func complementary() {
    // Department 0 with teams of 4, 6 and 9.
    #expect(shown([-1, 0, 0, 0], members([0, 4, 6, 9])) == [19, nil, nil, 9])
    // Alone in its department it takes the department with it.
    #expect(shown([-1, 0], members([0, 4])) == [nil, nil])
    // The four people who are in no team of the department are protected in the same way.
    #expect(shown([-1, 0, 0], members([4, 6, 9])) == [19, nil, 9])
    #expect(shown([-1, 0, 0], members([5, 6, 9])) == [20, 6, 9])
  }

  @Test("nobody holds more than four fifths of a sum, and a sum of nothing is not shown")
  func dominance() {
    var people = members([6])
    people[0].values = [21]
    #expect(shown([-1], people) == [nil])
    people[0].values = [20]
    #expect(shown([-1], people) == [6])
    #expect(shown([-1], members([6], value: 0)) == [nil])
  }

  @Test("a circle of groups is not shown, and an empty group neither")
  func circle() {
    #expect(shown([1, 0, -1, -1], members([6, 6, 6, 0])) == [nil, nil, 6, nil])
  }

  /// A random organisation: up to four levels, teams of 0 to 9 people, some values of 0 and some very large.
  private struct Organisation {
    var parents: [Int] = []
    var members: [SmallGroups.Member] = []

    init(seed: UInt64) {
      var draws = SplitMix(state: seed)
      let groups = 3 + draws.below(20)
      for group in 0..<groups {
        parents.append(group == 0 || draws.below(12) == 0 ? -1 : draws.below(group))
        for _ in 0..<(draws.below(3) == 0 ? 0 : draws.below(10)) {
          let size = Double(1 + draws.below(100))
          members.append(
            SmallGroups.Member(
              group: group, values: [draws.below(12) == 0 ? 0 : draws.below(15) == 0 ? size * 100 : size]))
        }
      }
    }
  }

  private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
  }

  /// Somebody who knows the tree, all head counts and every published sum, and solves the linear system they make.
  ///
  /// The unknowns are the people's values; people of one group stand in the same sums, so a sum that can be computed holds all of a
  /// group or none of it. Arithmetic is exact, modulo a prime.
  private struct Attacker {
    private static let prime = 2_147_483_647
    private var rows: [[Int]] = []
    private let organisation: Organisation
    private let counts: [Int]

    init(_ organisation: Organisation, shown: [Bool]) {
      self.organisation = organisation
      var counts = [Int](repeating: 0, count: organisation.parents.count)
      for member in organisation.members { counts[member.group] += 1 }
      self.counts = counts
      for group in shown.indices where shown[group] {
        add(organisation.parents.indices.map { counts[$0] > 0 && isWithin($0, group) ? 1 : 0 })
      }
    }

    private func isWithin(_ group: Int, _ top: Int) -> Bool {
      var at = group
      while at >= 0 {
        if at == top { return true }
        at = organisation.parents[at]
      }
      return false
    }

    private func reduced(_ vector: [Int]) -> [Int] {
      var vector = vector
      for row in rows {
        guard let pivot = row.firstIndex(where: { $0 != 0 }), vector[pivot] != 0 else { continue }
        let factor = vector[pivot]
        for column in vector.indices {
          vector[column] = ((vector[column] - factor * row[column]) % Self.prime + Self.prime) % Self.prime
        }
      }
      return vector
    }

    private mutating func add(_ vector: [Int]) {
      var row = reduced(vector)
      guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return }
      let inverse = Self.power(row[pivot], Self.prime - 2)
      for column in row.indices { row[column] = row[column] * inverse % Self.prime }
      rows.append(row)
      rows.sort { left, right in
        (left.firstIndex { $0 != 0 } ?? 0) < (right.firstIndex { $0 != 0 } ?? 0)
      }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
      var (result, base, exponent) = (1, base % prime, exponent)
      while exponent > 0 {
        if exponent & 1 == 1 { result = result * base % prime }
        base = base * base % prime
        exponent >>= 1
      }
      return result
    }

    func computes(_ groups: Set<Int>) -> Bool {
      reduced(counts.indices.map { groups.contains($0) ? 1 : 0 }).allSatisfy { $0 == 0 }
    }

    /// Every set of whole groups with fewer than `limit` people whose sum can be computed.
    func recovered(under limit: Int) -> [Set<Int>] {
      let small = counts.indices.filter { counts[$0] > 0 && counts[$0] < limit }
      var found: [Set<Int>] = []
      func extend(_ set: Set<Int>, _ people: Int, from start: Int) {
        for index in start..<max(start, small.count) {
          let total = people + counts[small[index]]
          guard total < limit else { continue }
          let larger = set.union([small[index]])
          if computes(larger) { found.append(larger) }
          extend(larger, total, from: index + 1)
        }
      }
      extend([], 0, from: 0)
      return found
    }
  }

  private static let organisations = UInt64(1000)

  @Test("an attacker who solves all published sums of 1,000 random organisations recovers no group of fewer than five")
  func differencing() {
    var recovered: [String] = []
    var published = 0
    for seed in 1...Self.organisations {
      let organisation = Organisation(seed: seed)
      let totals = SmallGroups().totals(parents: organisation.parents, members: organisation.members, values: 1)
      published += totals.count { $0 != nil }
      for set in Attacker(organisation, shown: totals.map { $0 != nil }).recovered(under: 5) {
        recovered.append("organisation \(seed): groups \(set.sorted())")
      }
    }
    #expect(recovered == [])
    #expect(published > 1000)
  }

  @Test("the same attacker does recover groups where only the small ones themselves are hidden")
  func naive() {
    var broken = 0
    for seed in 1...200 {
      let organisation = Organisation(seed: UInt64(seed))
      let shown = organisation.parents.indices.map { top in
        organisation.members.count { member in
          var at = member.group
          while at >= 0 && at != top { at = organisation.parents[at] }
          return at == top
        } >= 5
      }
      if !Attacker(organisation, shown: shown).recovered(under: 5).isEmpty { broken += 1 }
    }
    #expect(broken > 50)
  }

  @Test("in no rest that published sums leave does one person hold more than four fifths")
  func dominanceInRests() {
    for seed in 1...Self.organisations {
      let organisation = Organisation(seed: seed)
      let totals = SmallGroups().totals(parents: organisation.parents, members: organisation.members, values: 1)
      for top in totals.indices where totals[top] != nil {
        let rest = organisation.members.filter { member in
          var at = member.group
          while at >= 0 && at != top && totals[at] == nil { at = organisation.parents[at] }
          return at == top
        }
        let values = rest.map { $0.values[0] }
        #expect(values.isEmpty || values.count >= 5, "organisation \(seed), group \(top)")
        #expect((values.max() ?? 0) <= 0.8 * values.reduce(0, +), "organisation \(seed), group \(top)")
      }
    }
  }
}
