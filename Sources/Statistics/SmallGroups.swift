/// Which sums over a tree of groups may be shown together, so that nobody can add and subtract them to a small group.
///
/// Every member counts in one group, and the sum of a group takes in all groups below it. Whoever knows the sums that are shown
/// knows, of each shown group, the rest that is left when the nearest shown groups below are taken away; these rests are disjoint and
/// span everything that can be computed. So the sums are safe together exactly when each rest is: empty, or at least `smallest`
/// members of whom nobody holds more than `dominance` of any value. A group whose rest is not safe takes in the smallest shown group
/// below (complementary suppression), again and again; when none is left it is not shown, and its rest goes to the group above.
///
/// Not good for members in several groups at once, nor for two tables of the same members by different traits.
public struct SmallGroups: Sendable {
  /// Members that a rest must have, where it has any.
  public let smallest: Int
  /// Largest part of a value that one member of a rest may hold.
  public let dominance: Double

  /// - Parameters:
  ///   - smallest: at least 2.
  ///   - dominance: above 0, at most 1.
  public init(smallest: Int = 5, dominance: Double = 0.8) {
    precondition(smallest >= 2 && dominance > 0 && dominance <= 1)
    self.smallest = smallest
    self.dominance = dominance
  }

  /// One member: its group and what it holds, each value at least 0 and finite.
  public struct Member: Sendable {
    public var group: Int
    public var values: [Double]

    public init(group: Int, values: [Double]) {
      self.group = group
      self.values = values
    }
  }

  /// The sum of a group with all groups below it.
  public struct Total: Sendable, Equatable {
    public var members: Int
    public var values: [Double]
  }

  /// What a sum is made of, as far as the rules ask.
  private struct Part {
    var members = 0
    var sums: [CompensatedSum]
    var largest: [Double]

    init(values: Int) {
      sums = [CompensatedSum](repeating: CompensatedSum(), count: values)
      largest = [Double](repeating: 0, count: values)
    }

    mutating func add(_ other: Part) {
      members += other.members
      for index in sums.indices {
        sums[index].add(other.sums[index].value)
        largest[index] = max(largest[index], other.largest[index])
      }
    }
  }

  /// - Parameters:
  ///   - parents: group above each group; -1 at the top. Groups on a circle are never shown.
  ///   - members: everybody who counts, in an order that depends on nothing but the data.
  ///   - values: how many values each member holds.
  /// - Returns: one total a group; nil where it must not be shown, and for groups without members.
  /// - Complexity: O(groups^2 + members) at the worst, O(groups + members) where few groups are small.
  public func totals(parents: [Int], members: [Member], values: Int) -> [Total?] {
    var rest = [Part](repeating: Part(values: values), count: parents.count)
    for member in members where parents.indices.contains(member.group) {
      rest[member.group].members += 1
      for (index, value) in member.values.prefix(values).enumerated() {
        rest[member.group].sums[index].add(value)
        rest[member.group].largest[index] = max(rest[member.group].largest[index], value)
      }
    }
    var whole = rest
    // The nearest shown groups below each group.
    var below = [[Int]](repeating: [], count: parents.count)
    var isShown = [Bool](repeating: false, count: parents.count)
    for group in Self.fromLeaves(parents) {
      while rest[group].members > 0, !isSafe(rest[group]) {
        guard let next = below[group].min(by: { (rest[$0].members, $0) < (rest[$1].members, $1) }) else { break }
        isShown[next] = false
        rest[group].add(rest[next])
        below[group].removeAll { $0 == next }
        below[group] += below[next]
      }
      isShown[group] = whole[group].members > 0 && (rest[group].members == 0 || isSafe(rest[group]))
      guard parents.indices.contains(parents[group]) else { continue }
      let above = parents[group]
      whole[above].add(whole[group])
      if isShown[group] {
        below[above].append(group)
      } else {
        rest[above].add(rest[group])
        below[above] += below[group]
      }
    }
    return parents.indices.map { group in
      isShown[group] ? Total(members: whole[group].members, values: whole[group].sums.map(\.value)) : nil
    }
  }

  /// A value that nobody holds any of would be known of everybody: it is not safe either.
  private func isSafe(_ part: Part) -> Bool {
    part.members >= smallest
      && part.sums.indices.allSatisfy { part.sums[$0].value > 0 && part.largest[$0] <= dominance * part.sums[$0].value }
  }

  /// Groups with those below before those above; groups on a circle, and those above them, are left out.
  private static func fromLeaves(_ parents: [Int]) -> [Int] {
    var waiting = [Int](repeating: 0, count: parents.count)
    for parent in parents where parents.indices.contains(parent) { waiting[parent] += 1 }
    var order = parents.indices.filter { waiting[$0] == 0 }
    var at = 0
    while at < order.count {
      let parent = parents[order[at]]
      at += 1
      guard parents.indices.contains(parent) else { continue }
      waiting[parent] -= 1
      if waiting[parent] == 0 { order.append(parent) }
    }
    return order
  }
}
