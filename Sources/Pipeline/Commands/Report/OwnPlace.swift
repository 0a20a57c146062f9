internal import Contribution
internal import Reporting
internal import Store

/// What one team's outcome says about one person in it.
struct OwnPlace: Sendable {
  var rank: Rank
  /// Nil where credit and contribution are both 0, or cannot be compared.
  var member: TeamPage.Member?
  /// Members with a figure.
  var teamSize = 0
  var coverage: Double?

  /// Which of several teams is a person's main one: of those that the person is in, else of all, the one in whose outcome
  /// the person has most.
  struct Rank: Sendable {
    var isMember: Bool
    /// In units of key result value.
    var value: Double
    var team: String

    func isAbove(_ other: Rank) -> Bool {
      if isMember != other.isMember { return isMember }
      if value != other.value { return value > other.value }
      return team.utf8.lexicographicallyPrecedes(other.team.utf8)
    }
  }

  /// Sums what each person has most, by any of the models of own pages, over key results.
  struct Values {
    private(set) var byPerson: [String: Double] = [:]

    static let models: Set<ModelName> = [.declared, .evidence, .consensus]

    /// - Parameters:
    ///   - shares: of one key result, one person's beside each other.
    ///   - value: the key result's.
    mutating func add(_ shares: some Collection<PublishedRows.Share>, value: Double) {
      var rest = shares[...]
      while let person = rest.first?.person {
        let own = rest.prefix { $0.person == person }
        rest = rest.dropFirst(own.count)
        let most = own.lazy.filter { Self.models.contains($0.model) }.map { TeamSums.KeyResult.fraction($0.units) }
          .max()
        if let most { byPerson[person, default: 0] += value * most }
      }
    }
  }
}
