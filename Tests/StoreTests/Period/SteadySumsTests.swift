import Statistics
import Store
import Testing

/// Sums of teams of several runs of one period, and somebody who keeps them all and subtracts.
@Suite("Sums of teams over several runs")
struct SteadySumsTests {
  private static func people(_ names: ClosedRange<Int>, in group: Int) -> [SteadySums.Member] {
    names.map { SteadySums.Member(id: "p\($0)", group: group, values: [1]) }
  }

  private static func run(
    _ parents: [Int], _ members: [SteadySums.Member], _ earlier: TeamBlocks = TeamBlocks()
  ) -> SteadySums.Result {
    SteadySums().totals(parents: parents, members: members, values: 1, since: earlier)
  }

  private static func counts(_ result: SteadySums.Result) -> [Int?] { result.totals.map { $0?.members } }

  /// Company 0 with teams 1 and 2 of ten people each.
  private static let parents = [-1, 0, 0]
  private static let first = people(1...10, in: 1) + people(11...20, in: 2)

  @Test("a first run shows what the rule of small groups shows, and the same people again are the same sums again")
  func first() {
    let one = Self.run(Self.parents, Self.first)
    #expect(Self.counts(one) == [20, 10, 10])
    #expect(Set(one.blocks.block.values).count == 2 && one.blocks.block.count == 20)
    let two = Self.run(Self.parents, Self.first, one.blocks)
    #expect(Self.counts(two) == [20, 10, 10] && two.blocks == one.blocks)
  }

  @Test("fewer than five who come are left out of every sum until there are five of them")
  func joiners() {
    let one = Self.run(Self.parents, Self.first)
    var members = Self.first + Self.people(21...21, in: 1)
    let two = Self.run(Self.parents, members, one.blocks)
    #expect(Self.counts(two) == [20, 10, 10] && two.blocks.block["p21"] == nil)
    members += Self.people(22...24, in: 1)
    let three = Self.run(Self.parents, members, two.blocks)
    #expect(Self.counts(three) == [20, 10, 10])
    members += Self.people(25...25, in: 1)
    let four = Self.run(Self.parents, members, three.blocks)
    #expect(Self.counts(four) == [25, 15, 10])
    #expect(Set(four.blocks.block.values).count == 3)
  }

  @Test("fewer than five who move count where they counted, five move")
  func movers() {
    let one = Self.run(Self.parents, Self.first)
    var members = Self.first
    for index in 0..<2 { members[index].group = 2 }
    let two = Self.run(Self.parents, members, one.blocks)
    #expect(Self.counts(two) == [20, 10, 10])
    for index in 0..<5 { members[index].group = 2 }
    let three = Self.run(Self.parents, members, two.blocks)
    #expect(Self.counts(three) == [20, 5, 15])
    // One of the five who are left goes, too: four are too few to show, and fifteen beside twenty would give them away.
    members[5].group = 2
    #expect(Self.counts(Self.run(Self.parents, members, three.blocks)) == [20, nil, nil])
  }

  @Test("a group that fewer than five have left altogether counts in no sum, and others as before")
  func leavers() {
    let one = Self.run(Self.parents, Self.first)
    let two = Self.run(Self.parents, Array(Self.first.dropFirst()), one.blocks)
    #expect(Self.counts(two) == [10, nil, 10], "the company without team 1 is team 2: nothing that was not shown")
    // Once they are back, so are the sums.
    #expect(Self.counts(Self.run(Self.parents, Self.first, two.blocks)) == [20, 10, 10])
    // Five who leave together are a group of their own.
    let fewer = Self.people(1...5, in: 1) + Self.people(11...20, in: 2)
    #expect(Self.counts(Self.run(Self.parents, fewer, two.blocks)) == [15, 5, 10])
  }

  @Test("nobody may hold more than four fifths of a part that a run splits off")
  func dominance() {
    let one = Self.run(Self.parents, Self.first)
    var members = Self.first
    for index in 0..<5 { members[index].group = 2 }
    members[0].values = [1000]
    // Among fifteen in one sum the one holds more than four fifths, too: so nothing of it is shown.
    let two = Self.run(Self.parents, members, one.blocks)
    #expect(two.blocks.block["p1"] == two.blocks.block["p6"])
  }

  @Test("where an earlier run is not accounted for no sum is shown")
  func unknown() {
    let result = Self.run(Self.parents, Self.first, TeamBlocks(isKnown: false))
    #expect(Self.counts(result) == [nil, nil, nil] && !result.blocks.isKnown)
  }

  // MARK: An attacker

  /// Five runs of a random organisation between which people come, move, leave and return.
  private struct History {
    var parents: [Int] = []
    var runs: [[SteadySums.Member]] = []

    init(seed: UInt64) {
      var draws = Draws(state: seed)
      let groups = 2 + draws.below(8)
      for group in 0..<groups { parents.append(group == 0 ? -1 : draws.below(group)) }
      var home: [Int] = (0..<(15 + draws.below(50))).map { _ in draws.below(groups) }
      for _ in 0..<5 {
        let isThere = home.indices.map { _ in draws.below(25) > 0 }
        runs.append(
          home.indices.filter { isThere[$0] }.map {
            SteadySums.Member(id: "p\($0)", group: home[$0], values: [Double(1 + draws.below(9))])
          })
        for _ in 0..<draws.below(8) { home[draws.below(home.count)] = draws.below(groups) }
        for _ in 0..<draws.below(8) { home.append(draws.below(groups)) }
      }
    }
  }

  private struct Draws {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// Knows who is counted in each sum of each run, takes everybody's value for the same in all of them, and solves for groups of people.
  private struct Attacker {
    private static let prime = 2_147_483_647
    private var rows: [[Int]] = []
    private let sizes: [Int]

    /// - Parameter sums: everybody who is counted in each sum that was shown.
    init(_ sums: [Set<String>]) {
      // People who stand in the same sums cannot be told apart: they are one unknown.
      var classes: [[Bool]: Int] = [:]
      for id in Set(sums.joined()) { classes[sums.map { $0.contains(id) }, default: 0] += 1 }
      let unknowns = classes.sorted { $0.key.map { $0 ? "1" : "0" }.joined() < $1.key.map { $0 ? "1" : "0" }.joined() }
      sizes = unknowns.map(\.value)
      for place in sums.indices { add(unknowns.map { $0.key[place] ? 1 : 0 }) }
    }

    private func reduced(_ vector: [Int]) -> [Int] {
      rows.reduce(vector) { vector, row in
        guard let pivot = row.firstIndex(where: { $0 != 0 }), vector[pivot] != 0 else { return vector }
        let factor = vector[pivot]
        return zip(vector, row).map { (($0 - factor * $1) % Self.prime + Self.prime) % Self.prime }
      }
    }

    private mutating func add(_ vector: [Int]) {
      let row = reduced(vector)
      guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return }
      var (inverse, base, exponent) = (1, row[pivot], Self.prime - 2)
      while exponent > 0 {
        if exponent & 1 == 1 { inverse = inverse * base % Self.prime }
        base = base * base % Self.prime
        exponent >>= 1
      }
      rows.append(row.map { $0 * inverse % Self.prime })
      rows.sort { ($0.firstIndex { $0 != 0 } ?? 0) < ($1.firstIndex { $0 != 0 } ?? 0) }
    }

    /// How many groups of fewer than `limit` people have a sum that can be computed.
    func recovered(under limit: Int) -> Int {
      // What is left of a group once everything known is taken away is the sum of what is left of its people.
      let rests = sizes.indices.map { index in
        var one = [Int](repeating: 0, count: sizes.count)
        one[index] = 1
        return reduced(one)
      }
      var found = 0
      func extend(_ rest: [Int], _ people: Int, from start: Int) {
        for index in start..<max(start, sizes.count) where people + sizes[index] < limit {
          let larger = zip(rest, rests[index]).map { ($0 + $1) % Self.prime }
          if larger.allSatisfy({ $0 == 0 }) { found += 1 }
          extend(larger, people + sizes[index], from: index + 1)
        }
      }
      extend([Int](repeating: 0, count: sizes.count), 0, from: 0)
      return found
    }
  }

  /// Everybody who is counted in each shown sum.
  private static func populations(
    _ parents: [Int], _ members: [SteadySums.Member], sum: [Int], _ totals: [SmallGroups.Total?]
  ) -> [Set<String>] {
    totals.indices.filter { totals[$0] != nil }.map { top in
      Set(
        zip(members, sum).filter { _, lowest in
          var at = lowest
          while at >= 0 && at != top { at = parents[at] }
          return at == top
        }.map(\.0.id))
    }
  }

  @Test("an attacker who keeps the sums of five runs of 400 random organisations recovers no group of fewer than five")
  func differencing() {
    var shown = 0
    for seed in 1...UInt64(400) {
      let history = History(seed: seed)
      var blocks = TeamBlocks()
      var sums: [Set<String>] = []
      for members in history.runs {
        let result = Self.run(history.parents, members, blocks)
        let counted = Self.populations(history.parents, members, sum: result.sum, result.totals)
        #expect(counted.map(\.count) == result.totals.compactMap { $0?.members }, "organisation \(seed)")
        sums += counted
        shown += counted.count
        blocks = result.blocks
        let together = Dictionary(grouping: blocks.block, by: \.value).mapValues { Set($0.map(\.key)) }
        #expect(together.values.allSatisfy { $0.count >= 5 }, "organisation \(seed)")
        for sum in sums {
          #expect(
            together.values.allSatisfy { $0.isSubset(of: sum) || $0.isDisjoint(with: sum) }, "organisation \(seed)")
        }
      }
      #expect(Attacker(sums).recovered(under: 5) == 0, "organisation \(seed)")
    }
    // Not by showing nothing.
    #expect(shown > 4000)
  }

  @Test("the same attacker does recover people where each run is made safe by itself")
  func naive() {
    var broken = 0
    for seed in 1...UInt64(100) {
      let history = History(seed: seed)
      let sums = history.runs.prefix(2).flatMap { members in
        let result = Self.run(history.parents, members)
        return Self.populations(history.parents, members, sum: result.sum, result.totals)
      }
      if Attacker(sums).recovered(under: 5) > 0 { broken += 1 }
    }
    #expect(broken > 50)
  }
}
