import Contribution

/// People of whom two records may be one person: the same address, or the same name in a team that both belong to.
///
/// A suspicion about data, told before anything is said about anybody: findings about these people are not judged until a human
/// has looked. Nothing is ever merged by it; two people of one name stay two.
struct PossibleDuplicates: Sendable {
  /// Ascending numbers of people.
  let people: [Int32]
  /// One example as ids, empty where there is none.
  let example: String
  /// Members of a team in the period without a name, and those who share theirs: others change nothing in it.
  let blankNames: Int
  let sharedNames: Int
  private let isSuspect: [Bool]

  /// - Complexity: O(people + memberships log memberships).
  init(_ company: CompanyRecords) {
    let columns = company.people
    var isSuspect = [Bool](repeating: false, count: columns.ids.count)
    var example = ""
    func mark(_ group: [Int32]) {
      guard group.count > 1 else { return }
      for person in group { isSuspect[Int(person)] = true }
      if example.isEmpty { example = group.prefix(2).map { columns.ids.string($0) }.joined(separator: " = ") }
    }
    var byAddress: [Int32: [Int32]] = [:]
    for (person, group) in columns.addressGroup.enumerated() where group >= 0 {
      byAddress[group, default: []].append(Int32(person))
    }
    for group in byAddress.keys.sorted() { mark(byAddress[group] ?? []) }
    var byTeam: [UInt64: Set<Int32>] = [:]
    let memberships = company.memberships
    var isMember = isSuspect
    for row in memberships.person.indices {
      let person = memberships.person[row]
      let (first, end) = (company.period.firstDay, company.period.endDay)
      guard person >= 0, memberships.from[row] < end, memberships.to[row] > first else { continue }
      isMember[Int(person)] = true
      let group = columns.nameGroup[Int(person)]
      guard group >= 0 else { continue }
      byTeam[UInt64(UInt32(group)) << 32 | UInt64(UInt32(memberships.team[row])), default: []].insert(person)
    }
    for key in byTeam.keys.sorted() { mark((byTeam[key] ?? []).sorted()) }
    let members = isMember.indices.filter { isMember[$0] }
    blankNames = members.count { columns.hasBlankName[$0] }
    sharedNames = members.count { columns.nameGroup[$0] >= 0 }
    self.isSuspect = isSuspect
    self.example = example
    people = isSuspect.indices.filter { isSuspect[$0] }.map { Int32($0) }
  }

  func contains(_ person: Int32) -> Bool { person >= 0 && isSuspect[Int(person)] }
}
