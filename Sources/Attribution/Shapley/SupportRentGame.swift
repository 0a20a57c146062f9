import Glibc
import Statistics

/// The key-result game in which support opens a part of the mass of the author whom it helped.
///
/// Authored mass W_j = sum over channels of Pi_c u_jc / U_c. Support received e_.j = sum of e_ij against own units U_j gives the
/// rent rho_j = (kappa / 2)(1 - exp(-lambda e_.j / U_j)), and
/// phi_i = W_i (1 - rho_i) + sum_j W_j rho_j e_ij / e_.j: the Owen value with each author's supporters as one union, so that
/// splitting an act or a supporter changes nothing. Support of oneself and of people without own units counts for nothing.
/// Source: Owen 1977; models.md, section 2.
public struct SupportRentGame: Sendable {
  /// One unit of authored work.
  public struct Item: Sendable {
    public let person: Int
    public let channel: Int
    public let units: Double

    public init(person: Int, channel: Int, units: Double) {
      self.person = person
      self.channel = channel
      self.units = units
    }
  }

  /// One act of support.
  public struct Act: Sendable {
    public let supporter: Int
    public let author: Int
    public let units: Double

    public init(supporter: Int, author: Int, units: Double) {
      self.supporter = supporter
      self.author = author
      self.units = units
    }
  }

  /// Shares by person, sum 1.
  public let shares: [Double]
  /// Part of a share that each item and each act makes, in the order given; acts that count for nothing have 0.
  public let itemPieces: [Double]
  public let actPieces: [Double]
  /// Pi_c by channel; 0 without units.
  public let channelWeights: [Double]
  /// rho_j and W_j by person.
  public let rents: [Double]
  public let masses: [Double]
  /// Shares of the same game when supporters are no union: plain Shapley value in each author's cell, where supporter k detects
  /// s_k = 1 - exp(-lambda e_kj / U_j). Not split-proof.
  public let oneLevelShares: [Double]

  /// - Parameters:
  ///   - budget: declared budget by channel; zeros for none.
  ///   - gamma: pull of the budget, [0, 1].
  /// - Returns: nil when no item has units: there is nothing to divide.
  /// - Throws: `invalidIndex`, `invalidWeight` or `invalidParameter`.
  /// - Complexity: O(items + acts + people^2).
  public init?(
    people: Int, items: [Item], acts: [Act], budget: [Double], gamma: Double = 0.5, kappa: Double = 0.5,
    lambda: Double = 5
  ) throws(AttributionError) {
    try Self.check(people, items, acts, budget, gamma: gamma, kappa: kappa, lambda: lambda)
    var channelSums = [CompensatedSum](repeating: CompensatedSum(), count: budget.count)
    var ownSums = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for item in items {
      channelSums[item.channel].add(item.units)
      ownSums[item.person].add(item.units)
    }
    let channelUnits = channelSums.map(\.value)
    let own = ownSums.map(\.value)
    guard compensatedSum(own) > 0 else { return nil }
    let weights = ChannelBudget.weights(units: channelUnits, declared: budget, pull: gamma)
    let unitWorth = zip(weights, channelUnits).map { $1 > 0 ? $0 / $1 : 0 }
    var masses = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for item in items { masses[item.person].add(item.units * unitWorth[item.channel]) }
    let mass = masses.map(\.value)
    var receivedSums = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for act in acts where act.supporter != act.author && own[act.author] > 0 { receivedSums[act.author].add(act.units) }
    let received = receivedSums.map(\.value)
    let rents = (0..<people).map { person in
      received[person] > 0
        ? Self.rent(kappa: kappa, lambda: lambda, supportPerUnit: received[person] / own[person]) : 0
    }
    let itemPieces = items.map { $0.units * unitWorth[$0.channel] * (1 - rents[$0.person]) }
    let actPieces = acts.map { act in
      act.supporter != act.author && received[act.author] > 0
        ? mass[act.author] * rents[act.author] * act.units / received[act.author] : 0
    }
    var shares = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for (item, piece) in zip(items, itemPieces) { shares[item.person].add(piece) }
    for (act, piece) in zip(acts, actPieces) { shares[act.supporter].add(piece) }
    self.shares = shares.map(\.value)
    self.itemPieces = itemPieces
    self.actPieces = actPieces
    self.channelWeights = weights
    self.rents = rents
    self.masses = mass
    self.oneLevelShares = Self.oneLevel(acts, own: own, mass: mass, kappa: kappa, lambda: lambda)
  }

  /// rho(x) = (kappa / 2)(1 - exp(-lambda x)): the part of an author's mass that support of x per own unit earns.
  public static func rent(kappa: Double, lambda: Double, supportPerUnit: Double) -> Double {
    -kappa / 2 * expm1(-lambda * supportPerUnit)
  }

  /// x / (1 + x): what supporters would get if support were paid by time alone; printed beside the rent.
  public static func timeProportional(_ supportPerUnit: Double) -> Double { supportPerUnit / (1 + supportPerUnit) }

  private static func oneLevel(
    _ acts: [Act], own: [Double], mass: [Double], kappa: Double, lambda: Double
  ) -> [Double] {
    let people = own.count
    var given = [Double](repeating: 0, count: people * people)
    for act in acts where act.supporter != act.author && own[act.author] > 0 {
      given[act.author * people + act.supporter] += act.units
    }
    var shares = [CompensatedSum](repeating: CompensatedSum(), count: people)
    for author in 0..<people {
      let supporters = (0..<people).filter { given[author * people + $0] > 0 }
      let detection = supporters.map { -expm1(-lambda * given[author * people + $0] / own[author]) }
      let rule = GaussLegendre(count: GaussLegendre.nodes(forDegree: supporters.count))
      var kept = CompensatedSum()
      kept.add(mass[author])
      for (supporter, value) in zip(supporters, detection) {
        // The author gate contributes a factor q: the supporter helps only where the author is already present.
        let part = rule.integrate { q in
          q * value * detection.reduce(1) { $0 * (1 - $1 * q) } / (1 - value * q)
        }
        let earned = mass[author] * kappa * part
        shares[supporter].add(earned)
        kept.add(-earned)
      }
      shares[author].add(kept.value)
    }
    return shares.map(\.value)
  }

  private static func check(
    _ people: Int, _ items: [Item], _ acts: [Act], _ budget: [Double], gamma: Double, kappa: Double, lambda: Double
  ) throws(AttributionError) {
    guard gamma >= 0, gamma <= 1 else { throw AttributionError(.invalidParameter, "gamma") }
    guard kappa >= 0, kappa < 1 else { throw AttributionError(.invalidParameter, "kappa") }
    guard lambda > 0, lambda.isFinite else { throw AttributionError(.invalidParameter, "lambda") }
    guard budget.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw AttributionError(.invalidParameter, "budget") }
    for item in items {
      guard (0..<people).contains(item.person), budget.indices.contains(item.channel) else {
        throw AttributionError(.invalidIndex, "items")
      }
      guard item.units >= 0, item.units.isFinite else { throw AttributionError(.invalidWeight, "items.units") }
    }
    for act in acts {
      guard (0..<people).contains(act.supporter), (0..<people).contains(act.author) else {
        throw AttributionError(.invalidIndex, "acts")
      }
      guard act.units >= 0, act.units.isFinite else { throw AttributionError(.invalidWeight, "acts.units") }
    }
  }
}
