internal import Statistics
internal import Store

/// Rates and impact ratios of groups, for shares and for both kinds of flags.
///
/// Scoring rate: part of a group whose relative share lies above the overall median; its impact ratio is the rate over the best
/// group's (NYC DCWP rule on Local Law 144). Flags are adverse, so their ratio is the lowest group's rate over the group's.
/// Below 0.8 is the four-fifths rule's warning (EEOC 1978); beside it stands Fisher's exact p of the group against everyone else,
/// corrected after Holm over all comparisons of the report, and n. Groups under 5 are not shown, nor others from which they could be
/// worked out; groups under 30 are shown as too few to judge and set no mark for others.
struct BiasAudit: Sendable {
  enum Measure: String, Sendable, CaseIterable {
    case share
    case overFlag = "over_flag"
    case underFlag = "under_flag"

    var isAdverse: Bool { self != .share }
  }

  enum Verdict: String, Sendable {
    /// Fewer than 5, or shown it would give such a group away.
    case suppressed
    case tooFew = "too_few"
    case leftOut = "left_out"
    case fine
    /// Below four fifths, but chance explains it well enough.
    case ratioOnly = "ratio_only"
    /// No chance, but the ratio is at least four fifths.
    case testOnly = "test_only"
    /// Below four fifths, and chance hardly explains it.
    case look
  }

  struct Row: Sendable {
    var measure: Measure
    /// One attribute, or two joined by " x ".
    var attribute: String
    var group: String
    var people: Int
    /// nil where suppressed.
    var rate: Double?
    var ratio: Double?
    /// After Holm.
    var probability: Double?
    var verdict: Verdict
  }

  struct Attribute: Sendable {
    var name: String
    /// Scored people without a value.
    var unknown: Int
  }

  static let smallest = 5
  static let enough = 30

  private(set) var rows: [Row] = []
  private(set) var attributes: [Attribute] = []
  let people: Int
  let median: Double

  /// - Parameters:
  ///   - people: of one run.
  ///   - file: attributes by person; nothing else ever reads them.
  ///   - leavesOutSmall: whether groups of less than 2 % of the people are left out.
  init(_ people: [FairnessRecord], _ file: AttributeFile, leavesOutSmall: Bool) {
    self.people = people.count
    median = quantile(0.5, ofSorted: people.map(\.relativeShare).sorted()) ?? 0
    var tested: [(row: Int, p: Double)] = []
    for columns in Self.combinations(file.names.count) {
      var members: [GroupKey: [FairnessRecord]] = [:]
      var unknown = 0
      for person in people {
        let values = columns.compactMap { file.value($0, of: person.person) }
        if values.count == columns.count {
          members[GroupKey(values: values), default: []].append(person)
        } else {
          unknown += 1
        }
      }
      let name = columns.map { file.names[$0] }.joined(separator: " x ")
      attributes.append(Attribute(name: name, unknown: unknown))
      let table = GroupTable(sizes: members.mapValues(\.count), unknown: unknown)
      for measure in Measure.allCases {
        append(measure, name, members, table, leavesOutSmall: leavesOutSmall, &tested)
      }
    }
    for (place, adjusted) in zip(tested, holmAdjusted(tested.map(\.p))) {
      rows[place.row].probability = adjusted
      guard rows[place.row].verdict == .fine else { continue }
      switch ((rows[place.row].ratio ?? 1) < 0.8, adjusted < 0.05) {
      case (true, true): rows[place.row].verdict = .look
      case (true, false): rows[place.row].verdict = .ratioOnly
      case (false, true): rows[place.row].verdict = .testOnly
      case (false, false): break
      }
    }
  }

  private mutating func append(
    _ measure: Measure, _ attribute: String, _ members: [GroupKey: [FairnessRecord]], _ table: GroupTable,
    leavesOutSmall: Bool, _ tested: inout [(row: Int, p: Double)]
  ) {
    let known = members.values.reduce(0) { $0 + $1.count }
    let hits = members.mapValues { $0.count { isHit($0, measure) } }
    let allHits = hits.values.reduce(0, +)
    let least = leavesOutSmall ? 0.02 * Double(people) : 0
    let isShown: (GroupKey) -> Bool = { !table.hidden.contains($0) }
    let isLeftOut: (Int) -> Bool = { Double($0) < least }
    let order = members.keys.sorted()
    let rate: (GroupKey) -> Double = { Double(hits[$0] ?? 0) / Double(members[$0]?.count ?? 1) }
    let shown = order.filter { isShown($0) && !isLeftOut(members[$0]?.count ?? 0) }
    let large = shown.filter { (members[$0]?.count ?? 0) >= Self.enough }
    let rates = (large.isEmpty ? shown : large).map(rate)
    let mark = measure.isAdverse ? rates.min() ?? 0 : rates.max() ?? 0
    for group in order {
      let count = members[group]?.count ?? 0
      var row = Row(
        measure: measure, attribute: attribute, group: group.text, people: count, verdict: .suppressed)
      if isShown(group) {
        let own = rate(group)
        row.rate = own
        row.verdict = isLeftOut(count) ? .leftOut : count < Self.enough ? .tooFew : .fine
        if row.verdict != .leftOut {
          row.ratio = measure.isAdverse ? (own > 0 ? mark / own : 1) : (mark > 0 ? own / mark : 1)
          let p = fisherExact(
            yes: hits[group] ?? 0, of: count, otherYes: allHits - (hits[group] ?? 0), ofOthers: known - count)
          tested.append((rows.count, p))
        }
      }
      rows.append(row)
    }
  }

  private func isHit(_ person: FairnessRecord, _ measure: Measure) -> Bool {
    switch measure {
    case .share: person.relativeShare > median
    case .overFlag: person.isOver
    case .underFlag: person.isUnder
    }
  }

  /// Every attribute alone, then every pair.
  private static func combinations(_ count: Int) -> [[Int]] {
    (0..<count).map { [$0] } + (0..<count).flatMap { first in (first + 1..<max(count, first + 1)).map { [first, $0] } }
  }
}

/// One value, or one value of each of two attributes.
struct GroupKey: Hashable, Comparable, Sendable {
  var values: [String]

  var text: String { values.joined(separator: " x ") }

  static func < (left: GroupKey, right: GroupKey) -> Bool {
    left.values.lexicographicallyPrecedes(right.values) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// Which groups must not be shown, so that none under five can be worked out from totals, rows or columns.
struct GroupTable: Sendable {
  private(set) var hidden: Set<GroupKey> = []

  init(sizes: [GroupKey: Int], unknown: Int) {
    hidden = Set(sizes.filter { $0.value < BiasAudit.smallest }.keys)
    let order = sizes.keys.sorted { (sizes[$0] ?? 0, $0) < (sizes[$1] ?? 0, $1) }
    var slices: [(unknown: Int, groups: [GroupKey])] = [(unknown, order)]
    if let width = order.first?.values.count, width > 1 {
      for place in 0..<width {
        for value in Set(order.map { $0.values[place] }).sorted() {
          slices.append((0, order.filter { $0.values[place] == value }))
        }
      }
    }
    var isStable = false
    while !isStable {
      isStable = true
      for slice in slices {
        while let next = nextToHide(slice, sizes) {
          hidden.insert(next)
          isStable = false
        }
      }
    }
  }

  /// The next smallest group to hide where what is hidden in a slice is one small group, or too few people in all.
  private func nextToHide(_ slice: (unknown: Int, groups: [GroupKey]), _ sizes: [GroupKey: Int]) -> GroupKey? {
    let covered =
      slice.groups.filter(hidden.contains).map { sizes[$0] ?? 0 } + (slice.unknown > 0 ? [slice.unknown] : [])
    let isSmall = covered.contains { $0 < BiasAudit.smallest }
    guard isSmall, covered.count < 2 || covered.reduce(0, +) < BiasAudit.smallest else { return nil }
    return slice.groups.first { !hidden.contains($0) }
  }
}
