import Statistics

/// How close several ways to divide came to the truth, each where it answers, beside the consensus on the same key results.
public struct MethodComparison: Sendable, Equatable {
  /// A method's shares of one key result, in the order of the truth's people; sum below 1 where others hold a part.
  public struct Answer: Sendable, Equatable {
    public var method: String
    public var keyResultID: String
    public var shares: [String: Double]

    public init(method: String, keyResultID: String, shares: [String: Double]) {
      self.method = method
      self.keyResultID = keyResultID
      self.shares = shares
    }
  }

  /// Means over the key results on which a method answers.
  public struct Part: Sendable, Equatable {
    public var keyResults = 0
    /// Mean over key results of half the sum of absolute errors, [0, 1].
    public var totalVariation = 0.0
    /// Mean Kendall tau-b over those with an order.
    public var kendallTau = 0.0
    /// Total variation of the reference on the same key results.
    public var reference = 0.0
  }

  public struct Row: Sendable, Equatable {
    public var method: String
    public var all: Part
    /// Over key results with peer ratings alone.
    public var rated: Part
  }

  /// In the order in which methods first answer.
  public private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - answers: of any methods; people unknown to the truth count with a true share of 0.
  ///   - reference: the method that the others are paired with.
  /// - Complexity: O(answers x people).
  public init(_ truth: SimulatedTruth, _ answers: [Answer], reference: String = "consensus") {
    var games: [String: SimulatedTruth.KeyResult] = [:]
    for game in truth.keyResults { games[game.id] = game }
    var paired: [String: Double] = [:]
    for answer in answers where answer.method == reference {
      if let game = games[answer.keyResultID] { paired[game.id] = Self.distance(answer, game) }
    }
    var order: [String] = []
    var sums: [String: (all: Sums, rated: Sums)] = [:]
    for answer in answers {
      guard let game = games[answer.keyResultID] else { continue }
      if sums[answer.method] == nil { order.append(answer.method) }
      let distance = Self.distance(answer, game)
      let tau = kendallTau(game.personIDs.map { answer.shares[$0] ?? 0 }, game.shares)
      var entry = sums[answer.method] ?? (Sums(), Sums())
      entry.all.add(distance, tau, paired[game.id])
      if game.isRated { entry.rated.add(distance, tau, paired[game.id]) }
      sums[answer.method] = entry
    }
    rows = order.compactMap { method in
      sums[method].map { Row(method: method, all: $0.all.part, rated: $0.rated.part) }
    }
  }

  private static func distance(_ answer: Answer, _ game: SimulatedTruth.KeyResult) -> Double {
    let names = Set(game.personIDs)
    let strangers = answer.shares.filter { !names.contains($0.key) }.map(\.value).sorted()
    return Composition.totalVariation(game.personIDs.map { answer.shares[$0] ?? 0 }, game.shares)
      + compensatedSum(strangers) / 2
  }

  private struct Sums {
    private var count = 0
    private var variation = CompensatedSum()
    private var tau = CompensatedSum()
    private var ordered = 0
    private var reference = CompensatedSum()
    private var paired = 0

    mutating func add(_ distance: Double, _ order: Double?, _ other: Double?) {
      count += 1
      variation.add(distance)
      if let order {
        tau.add(order)
        ordered += 1
      }
      if let other {
        reference.add(other)
        paired += 1
      }
    }

    var part: Part {
      Part(
        keyResults: count, totalVariation: count > 0 ? variation.value / Double(count) : 0,
        kendallTau: ordered > 0 ? tau.value / Double(ordered) : 0,
        reference: paired > 0 ? reference.value / Double(paired) : 0)
    }
  }
}
