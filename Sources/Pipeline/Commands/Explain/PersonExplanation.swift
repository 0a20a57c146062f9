internal import Attribution
public import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// Why one person's share of one key result is what it is: exactly additive, in whole units of 1e-9.
public struct PersonExplanation: Sendable {
  public struct Piece: Sendable, Equatable {
    public var channel: Channel
    public var acts: Int
    public var units: Int64
  }

  /// One recorded act: where it stands in the source, and what it adds.
  public struct Act: Sendable, Equatable {
    public var channel: Channel
    public var table: String
    public var sourceID: String
    public var units: Int64
  }

  public struct Step: Sendable, Equatable {
    public var step: String
    public var units: Int64
  }

  public struct ModelShare: Sendable, Equatable {
    public var model: ModelName
    public var units: Int64
    public var low: Int64?
    public var high: Int64?
  }

  public var runID: String
  public var period: String
  public var keyResultID: String
  public var title: String
  public var personID: String
  public var name: String
  /// The model that reports lead with.
  public var headline: ModelName
  /// Published shares of this person by model.
  public var models: [ModelShare]
  /// Published pieces of the evidence share.
  public var pieces: [Piece]
  /// Every act, recomputed from the source as it is now, the heaviest first; where this login may not read the source, the acts that
  /// were stored with the run.
  public var acts: [Act]
  /// The acts without which the consensus share would differ most, the largest move first; empty without a consensus.
  public var counterfactuals: [Counterfactual]
  /// Published steps from the equal start to the consensus share; empty without a consensus.
  public var steps: [Step]
  /// Evidence share as it comes out of the source now; nil where this login may not read the source.
  public var recomputedUnits: Int64?
  /// Whether settings or engine differ from those of the run, so that a difference need not come from the records.
  public var isSameConfiguration: Bool

  public func units(_ model: ModelName) -> Int64? { models.first { $0.model == model }?.units }
  public var evidenceUnits: Int64 { units(.evidence) ?? 0 }
  public var shareUnits: Int64 { units(headline) ?? 0 }
  public var pieceSum: Int64 { pieces.reduce(0) { $0 + $1.units } }
  public var actSum: Int64 { acts.reduce(0) { $0 + $1.units } }
  public var stepSum: Int64 { steps.reduce(0) { $0 + $1.units } }
  /// Acts behind the share, listed or not.
  public var actCount: Int { recomputedUnits == nil ? pieces.reduce(0) { $0 + $1.acts } : acts.count }
  /// What the acts that are not listed add up to.
  public var otherUnits: Int64 { recomputedUnits == nil ? evidenceUnits - actSum : 0 }
  /// Whether the source still gives the share that was published; nil where nobody looked.
  public var isUnchanged: Bool? {
    recomputedUnits.map { $0 == evidenceUnits && actSum == evidenceUnits }
  }
}

extension PersonExplanation {
  /// Explains a published share.
  ///
  /// Acts are recomputed from the whole period, because a team's effort scale and unblocking come from its other tasks too. A login that
  /// may read results but not the source gets the acts that were stored with the run: those that weigh most.
  ///
  /// - Throws: `Failure`: `nothingPublished`, `notFound`, or what the connection says.
  /// - Complexity: that of reading the period.
  static func make(
    _ workplace: Workplace, person: String, keyResult: String, period: String?
  ) throws(Failure) -> PersonExplanation {
    do {
      var connection = try workplace.connect("explain")
      let run = try workplace.published(
        &connection, period: try period ?? PublishedRows.newestPeriod(&connection, ofKeyResult: keyResult))
      let rows = PublishedRows(run.run)
      try workplace.note(&connection, ExplainPersonVerb.name, .person, [person])
      let shares = try rows.shares(&connection, of: [keyResult])
      guard !shares.isEmpty else {
        let known = try rows.keyResults(&connection)
        throw missingKeyResult(keyResult, known: known, run: run)
      }
      let own = shares.filter { $0.person == person }
      guard !own.isEmpty else {
        let people = Set(shares.map(\.person)).sorted()
        let near = Nearest.of(person, among: people)
        let isWhole = try Reader.readsEverybody(&connection)
        throw Failure(
          .notFound,
          isWhole
            ? Bilingual(
              "成员 \(person) 不在关键结果 \(keyResult) 里。", "Person \(person) has no share in key result \(keyResult).")
            : Bilingual(
              "这个登录在关键结果 \(keyResult) 里看不到成员 \(person) 的份额。",
              "This login sees no share of person \(person) in key result \(keyResult)."),
          place: "period \(run.period)",
          why: near.map { Bilingual("最接近的编号是 \($0)。", "The nearest person id is \($0).") },
          fix: Bilingual(
            "其中的人：\(people.prefix(12).joined(separator: "、"))\(people.count > 12 ? "……" : "。")",
            "People of it: \(people.prefix(12).joined(separator: ", "))\(people.count > 12 ? ", ..." : "")."))
      }
      let pieces = try rows.pieces(&connection, of: [keyResult]).filter { $0.person == person }
      let steps = try rows.steps(&connection, of: [keyResult]).filter { $0.person == person }
      let labels = try PublishedLabels(&connection, schema: workplace.configuration.sourceSchema, run: run)
      let rates = try rows.exchangeRates(&connection)
      let readsSource = try Reader.readsSource(&connection, schema: workplace.configuration.sourceSchema)
      let stored = readsSource ? [] : try rows.evidenceRecords(&connection, keyResult: keyResult, person: person)
      connection.close()
      let recomputed: (share: Int64?, acts: [Act], counterfactuals: [Counterfactual])
      if readsSource {
        recomputed = try recompute(workplace, run: run, rates: rates, person: person, keyResult: keyResult)
      } else {
        let acts = stored.map { Act(channel: $0.channel, table: $0.table, sourceID: $0.id, units: $0.units) }
        recomputed = (nil, acts, [])
      }
      let order = TeamSums.order(steps.map(\.step))
      return PersonExplanation(
        runID: run.run.text, period: run.period, keyResultID: keyResult, title: labels.title(keyResult),
        personID: person, name: labels.name(person),
        headline: own.contains { $0.model == .consensus } ? .consensus : .evidence,
        models: ModelName.allCases.compactMap { model in
          own.first { $0.model == model }.map { ModelShare(model: model, units: $0.units, low: $0.low, high: $0.high) }
        },
        pieces: Channel.allCases.compactMap { channel in
          pieces.first { $0.channel == channel }.map { Piece(channel: channel, acts: $0.acts, units: $0.units) }
        },
        acts: recomputed.acts, counterfactuals: recomputed.counterfactuals,
        steps: order.compactMap { step in
          steps.first { $0.step == step }.map { Step(step: step, units: $0.units) }
        },
        recomputedUnits: recomputed.share,
        isSameConfiguration: try run.configHash == workplace.configuration.digest()
          && run.engineVersion == Engine.version)
    } catch {
      throw Failure(error)
    }
  }

  static func missingKeyResult(_ id: String, known: [PublishedRows.KeyResult], run: PublishedRun) -> Failure {
    if let found = known.first(where: { $0.id == id }) {
      return Failure(
        .notFound,
        Bilingual("关键结果 \(id) 在已发布的运行里没有份额。", "Key result \(id) has no shares in the published run."),
        place: "period \(run.period)",
        why: found.reason.map { Bilingual("没有对它作判断：\($0)。", "It was not judged: \($0).") },
        fix: Bilingual("`fairshare explain key-result \(id)` 说得更细。", "`fairshare explain key-result \(id)` says more."))
    }
    let near = Nearest.of(id, among: known.map(\.id))
    return Failure(
      .notFound, Bilingual("已发布的运行里没有关键结果 \(id)。", "No key result \(id) in the published run."),
      place: "period \(run.period)",
      why: near.map { Bilingual("最接近的关键结果是 \($0)。", "The nearest key result is \($0).") },
      fix: Bilingual(
        "用 --period 指定周期，或选一个这次运行里的关键结果。", "Name the period with --period, or choose one of the run's key results."))
  }

  /// Every act of a person, in units that sum to the person's evidence share.
  private static func recompute(
    _ workplace: Workplace, run: PublishedRun, rates: ExchangeRates?, person: String, keyResult: String
  ) throws -> (share: Int64?, acts: [Act], counterfactuals: [Counterfactual]) {
    let configuration = workplace.configuration
    let records = try PeriodRecords.read(
      workplace.settings, schema: configuration.sourceSchema, period: run.period, zone: configuration.sourceZone,
      readers: configuration.jobs > 1 ? 2 : 1
    ) { _, _ in }
    guard let position = (0..<records.count).first(where: { records.keyResultID($0) == keyResult }) else {
      return (0, [], [])
    }
    var reader = records.makeReader()
    let read = reader.read(position)
    // The rates of the run itself, learned or set, so that only the records can make a difference.
    let evidence = try KeyResultScorer.evidence(
      configuration, asOf: records.asOf, rates: rates ?? configuration.rates)
    let inUnits = try evidence.units(read.records)
    let estimate = try evidence.estimate(inUnits, quarantinedRows: read.records.quarantinedRows)
    guard let local = read.records.people.number.firstIndex(where: { records.personID($0) == person }),
      estimate.isAnswer
    else { return (0, [], []) }
    let share = ShareUnits.apportion(estimate.shares)[local]
    let own = try evidence.acts(inUnits).filter { Int($0.person) == local }
    let units = own.isEmpty ? [] : ShareUnits.apportion(own.map(\.amount), total: share)
    let acts = zip(own, units).map { act, units in
      let weighed = ScoredKeyResult.WeighedAct(
        person: act.person, channel: act.channel, table: act.table, source: act.source, amount: act.amount)
      return Act(channel: act.channel, table: act.table.rawValue, sourceID: records.sourceID(weighed), units: units)
    }
    return (
      share,
      acts.sorted {
        if $0.units != $1.units { return $0.units > $1.units }
        if $0.channel != $1.channel { return $0.channel.index < $1.channel.index }
        return ($0.table, $0.sourceID) < ($1.table, $1.sourceID)
      },
      try counterfactuals(configuration, records, read.records, person: local)
    )
  }
}
