public import Contribution
import Statistics

/// How honest the published intervals of a drawn company are, and whom its errors meet; accuracy is in `MethodComparison`.
public struct Evaluation: Sendable, Equatable {
  /// One published share, as read from the `shares` table.
  public struct PublishedShare: Sendable, Equatable {
    public var model: ModelName
    public var keyResultID: String
    public var personID: String
    public var share: Double
    public var low: Double?
    public var high: Double?

    public init(
      model: ModelName, keyResultID: String, personID: String, share: Double, low: Double? = nil, high: Double? = nil
    ) {
      self.model = model
      self.keyResultID = keyResultID
      self.personID = personID
      self.share = share
      self.low = low
      self.high = high
    }
  }

  /// Coverage of 90 % intervals in one part of the people.
  public struct Coverage: Sendable, Equatable {
    public var band: String
    public var people: Int
    public var covered: Double
  }

  /// Mean signed error of share of one job family, in fractions of 1.
  public struct FamilyError: Sendable, Equatable {
    public var family: String
    public var people: Int
    public var meanError: Double
    /// Coverage of the family's intervals.
    public var covered: Double
  }

  public var coverage: [Coverage]
  public var families: [FamilyError]

  /// - Parameter shares: rows in any order; those of other models than the consensus are not read.
  /// - Complexity: O(n log n).
  public init(_ truth: SimulatedTruth, _ shares: [PublishedShare]) {
    var rows: [String: [String: PublishedShare]] = [:]
    for share in shares where share.model == .consensus {
      rows[share.keyResultID, default: [:]][share.personID] = share
    }
    var bands = Tally()
    var families = Tally()
    for game in truth.keyResults {
      guard let published = rows[game.id] else { continue }
      for (place, person) in game.personIDs.enumerated() {
        guard let row = published[person], let low = row.low, let high = row.high else { continue }
        let isIn = low <= game.shares[place] && game.shares[place] <= high
        let error = row.share - game.shares[place]
        bands.add("all", isIn, error)
        bands.add(game.isRated ? "rated" : "not rated", isIn, error)
        bands.add(Self.band(game.acts[place]), isIn, error)
        families.add(game.families[place], isIn, error)
      }
    }
    coverage = bands.rows.map { Coverage(band: $0.name, people: $0.people, covered: $0.covered) }
    self.families = families.rows.map {
      FamilyError(family: $0.name, people: $0.people, meanError: $0.error, covered: $0.covered)
    }
  }

  /// Names of the bands of evidence, by recorded acts of the person.
  static func band(_ acts: Int) -> String {
    switch acts {
    case ...0: "acts 0"
    case 1...3: "acts 01-03"
    case 4...10: "acts 04-10"
    case 11...25: "acts 11-25"
    default: "acts 26+"
    }
  }

  private struct Tally {
    private var sums: [String: (people: Int, covered: Int, error: CompensatedSum)] = [:]

    mutating func add(_ name: String, _ isIn: Bool, _ error: Double) {
      var entry = sums[name] ?? (0, 0, CompensatedSum())
      entry.people += 1
      entry.covered += isIn ? 1 : 0
      entry.error.add(error)
      sums[name] = entry
    }

    var rows: [(name: String, people: Int, covered: Double, error: Double)] {
      sums.sorted { $0.key < $1.key }.map {
        let count = Double($0.value.people)
        return ($0.key, $0.value.people, Double($0.value.covered) / count, $0.value.error.value / count)
      }
    }
  }
}
