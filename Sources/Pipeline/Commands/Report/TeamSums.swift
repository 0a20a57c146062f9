internal import Contribution
internal import Reporting
internal import Store

/// What one team's key results add up to: each key result counts by its value.
struct TeamSums {
  struct KeyResult {
    var row: PublishedRows.KeyResult
    var headline: ModelName
    /// Credited share by person.
    var credit: [String: Double]
    var shares: [PublishedRows.Share]
    var pieces: [PublishedRows.Piece]
    var steps: [PublishedRows.Step]
    var hasAuthors: Bool

    /// Whether credit and contribution can be set side by side here.
    var isComparable: Bool {
      hasAuthors && row.reason != "no_evidence" && (row.value ?? 0) > 0 && !shares.isEmpty
    }

    /// 1 - half the sum of |credit - contribution|, in [0, 1].
    var alignment: Double {
      var distance = 0.0
      for share in shares where share.model == headline {
        distance += abs((credit[share.person] ?? 0) - Self.fraction(share.units))
      }
      return max(0, 1 - distance / 2)
    }

    /// Variance of the alignment from the intervals of its shares, taken as independent; 0 where there are none.
    var alignmentVariance: Double {
      var sum = 0.0
      for share in shares where share.model == headline {
        guard let low = share.low, let high = share.high else { continue }
        // A 90 % interval is 3.29 standard deviations wide.
        let deviation = Self.fraction(high - low) / 3.29
        sum += deviation * deviation
      }
      return sum / 4
    }

    static func fraction(_ units: Int64) -> Double { Double(units) / Double(ShareUnits.one) }
  }

  /// Value of the comparable key results in which each model answered.
  private var answered: [ModelName: Double] = [:]

  private struct Sum {
    var credited = 0.0
    var contributed = 0.0
    var below = 0.0
    var above = 0.0
    var hasInterval = false
    var models: [ModelName: Double] = [:]
    var pieces: [Channel: (amount: Double, acts: Int)] = [:]
    var steps: [String: Double] = [:]

    /// - Parameter credit: the credited share beside a share of the headline; nil for other models.
    mutating func add(_ share: PublishedRows.Share, of weight: Double, credit: Double?) {
      let part = KeyResult.fraction(share.units)
      models[share.model, default: 0] += weight * part
      guard let credit else { return }
      credited += weight * credit
      contributed += weight * part
      guard let low = share.low, let high = share.high else { return }
      hasInterval = true
      let down = weight * (part - KeyResult.fraction(low))
      let up = weight * (KeyResult.fraction(high) - part)
      // Key results are taken as independent, as in the sums of a person.
      below += down * down
      above += up * up
    }

    mutating func add(_ piece: PublishedRows.Piece, of weight: Double) {
      let before = pieces[piece.channel] ?? (0, 0)
      pieces[piece.channel] = (before.amount + weight * KeyResult.fraction(piece.units), before.acts + piece.acts)
    }
  }

  /// Value of all key results that can be compared.
  private(set) var value = 0.0
  private var people: [String: Sum] = [:]
  private(set) var alignment = 0.0
  /// Variance of `alignment`, in squared units of value.
  private(set) var alignmentVariance = 0.0
  private var coverage = 0.0
  private var coverageWeight = 0.0

  init(_ keyResults: [KeyResult]) {
    for keyResult in keyResults {
      let weight = keyResult.row.value ?? 0
      if let part = keyResult.row.coverage, weight > 0 {
        coverage += part * weight
        coverageWeight += weight
      }
    }
    for keyResult in keyResults where keyResult.isComparable { add(keyResult) }
  }

  private mutating func add(_ keyResult: KeyResult) {
    let weight = keyResult.row.value ?? 0
    value += weight
    alignment += weight * keyResult.alignment
    alignmentVariance += weight * weight * keyResult.alignmentVariance
    for model in Set(keyResult.shares.map(\.model)) { answered[model, default: 0] += weight }
    for share in keyResult.shares {
      people[share.person, default: Sum()].add(
        share, of: weight, credit: share.model == keyResult.headline ? keyResult.credit[share.person] ?? 0 : nil)
    }
    for piece in keyResult.pieces {
      people[piece.person, default: Sum()].add(piece, of: weight)
    }
    for step in keyResult.steps {
      people[step.person, default: Sum()].steps[step.step, default: 0] += weight * KeyResult.fraction(step.units)
    }
  }

  /// Models that are silent about some of the key results that can be compared.
  var partlyAnswering: Set<ModelName> {
    // The sums are of the same terms in the same order where a model answered everywhere.
    Set(answered.filter { $0.value < value * (1 - 1e-9) }.keys)
  }

  /// Coverage of the team's key results by value; nil where nothing was computed.
  var meanCoverage: Double? { coverageWeight > 0 ? coverage / coverageWeight : nil }

  /// The members in byte order of ids, as parts of the team's whole outcome.
  func members(
    name: (String) -> String, isGuest: (String) -> Bool, notJudged: (String) -> NotJudged?,
    prompt: (String) -> Prompt?
  ) -> [TeamPage.Member] {
    guard value > 0 else { return [] }
    return people.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { id in
      guard let sum = people[id], sum.credited > 0 || sum.contributed > 0 else { return nil }
      let share = sum.contributed / value
      let interval =
        sum.hasInterval
        ? max(0, share - sum.below.squareRoot() / value)...min(1, max(share, share + sum.above.squareRoot() / value))
        : nil
      return TeamPage.Member(
        id: id, name: name(id), credited: sum.credited / value, contributed: share, interval: interval,
        prompt: sum.hasInterval ? prompt(id) : nil, notJudged: notJudged(id), isGuest: isGuest(id),
        sources: Channel.allCases.compactMap { channel in
          sum.pieces[channel].map { SourceBars.Amount(channel: channel, amount: $0.amount / value, acts: $0.acts) }
        },
        models: ModelName.allCases.filter(\.looksAtTheKeyResult).compactMap { model in
          // A model that is silent about some key results divides the others; the page says so.
          guard let all = answered[model], all > 0 else { return nil }
          return sum.models[model].map { TeamPage.ModelShare(model: model, share: $0 / all) }
        },
        steps: Self.order(sum.steps.keys).map {
          TeamPage.Step(step: $0 == "recording_bias" ? "bias" : $0, amount: (sum.steps[$0] ?? 0) / value)
        })
    }
  }

  /// Steps in the order in which they are told: the equal start, channels, then what corrects them.
  static func order(_ steps: some Sequence<String>) -> [String] {
    let known =
      ["equal_start"] + Channel.allCases.map(\.rawValue) + [
        "effort_check", "recording_bias", "peers", "spot_checks", "shrinkage",
      ]
    let present = Set(steps)
    return known.filter(present.contains) + present.subtracting(known).sorted()
  }
}
