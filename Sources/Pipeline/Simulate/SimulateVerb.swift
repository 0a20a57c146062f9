internal import Reporting
internal import Simulation

/// `fairshare simulate`: how right Fairshare is, on companies whose truth is known; what it could find in one like ours.
public struct SimulateVerb: Verb {
  public static let name = "simulate"
  /// Employees of a drawn company.
  public var people: Int?
  /// Key results of a drawn company, instead of people.
  public var keyResults: Int?
  public var seeds = 1
  /// Per cents, separated by commas.
  public var prevalence = "2,5,10,20"
  /// Names separated by commas, `all` or `none`; nil is all, or none on a real structure and with `ablation`.
  public var attack: String?
  /// Whether the same company is also scored without ratings, learned rates and so on.
  public var ablation = false
  /// Part of the key results with peer ratings.
  public var peers = 0.7
  /// Name of a `CompanyMake`.
  public var make = "standard"

  /// What `--make` takes.
  public static let makes = CompanyMake.all.map(\.name)
  public var structure: String?
  public var period: String?

  public init() {}

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let plan = try plan()
    var experiment = SimulateExperiment(plan, settings: resolved.configuration)
    experiment.progress = { console.remark(SimulateWord.company($2, $0, $1)) }
    let scored = try experiment.run()
    let outcome = SimulateOutcome(plan, scored)
    let seeds = (1...plan.seeds).map { seed in SimulateOutcome(plan, scored.filter { $0.company.seed == seed }) }
    console.say(SimulateWord.head(plan, outcome))
    console.object(
      "simulation",
      [
        "companies": .integer(outcome.companies), "seeds": .integer(plan.seeds),
        "key_results": .integer(outcome.keyResults), "people": .integer(outcome.people),
        "rated_key_results": .integer(outcome.ratedKeyResults), "not_judged": .integer(outcome.notJudged),
        "structure": .optional(plan.structure),
      ])
    for titled in SimulateTables(outcome, seeds: seeds, console.language).all {
      console.gap()
      console.say(titled.title)
      console.table(titled.table, type: titled.type)
    }
    if plan.seeds > 1 {
      console.gap()
      console.say(SimulateWord.errors(plan.seeds))
    }
    return VerbResult(state: "simulated")
  }

  /// The options as a plan.
  ///
  /// - Throws: `Failure` with code `usage` for a value that cannot be meant.
  func plan() throws(Failure) -> SimulatePlan {
    var plan = SimulatePlan()
    guard people == nil || keyResults == nil else {
      throw Self.usage(
        "--people, --key-results",
        Bilingual("两者选一：每 5 个人有 3 个关键结果。", "Give one of the two: there are 3 key results for every 5 people."))
    }
    if let people { plan.people = people }
    if let keyResults { plan.people = (keyResults * 5 + 2) / 3 }
    guard plan.people >= 12, plan.people <= 100_000 else {
      throw Self.usage(
        "--people \(plan.people)",
        Bilingual("12 到 100000 人，或 8 到 60000 个关键结果。", "From 12 to 100000 people, or 8 to 60000 key results."))
    }
    guard (1...1000).contains(seeds) else {
      throw Self.usage("--seeds \(seeds)", Bilingual("1 到 1000。", "From 1 to 1000."))
    }
    plan.seeds = seeds
    guard (0...1).contains(peers) else {
      throw Self.usage("--peers \(peers)", Bilingual("0 到 1 之间的比例。", "A part from 0 to 1."))
    }
    plan.peerCoverage = peers
    plan.prevalences = []
    for text in prevalence.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = Double(text), (0...100).contains(value) else {
        throw Self.usage(
          "--prevalence \(prevalence)",
          Bilingual("0 到 100 的百分数，例如 2,5,10,20。", "Per cents from 0 to 100, such as 2,5,10,20."))
      }
      if !plan.prevalences.contains(value / 100) { plan.prevalences.append(value / 100) }
    }
    plan.attacks = try attacks()
    plan.ablates = ablation
    guard let known = CompanyMake.all.first(where: { $0.name == make }) else {
      throw Failure.unknown(
        make, of: Self.makes, "--make", Bilingual("没有“\(make)”这种公司。", "There is no kind of company \"\(make)\"."))
    }
    plan.make = known
    if structure != nil, known != .standard {
      throw Self.usage(
        "--make", Bilingual("真实的结构照原样使用；去掉 --make。", "A real structure is drawn as it is; leave out --make."))
    }
    plan.structure = structure
    plan.period = period
    if structure != nil, !plan.attacks.isEmpty {
      throw Self.usage(
        "--attack",
        Bilingual(
          "攻击只用于抽取的公司；去掉 --attack 或 --structure。",
          "Attacks are drawn on drawn companies only; leave out --attack or --structure."))
    }
    if structure != nil, people != nil || keyResults != nil {
      throw Self.usage(
        "--structure",
        Bilingual(
          "真实的结构有自己的规模；去掉 --people 和 --key-results。",
          "A real structure has its own size; leave out --people and --key-results."))
    }
    if structure == nil, period != nil {
      throw Self.usage("--period", Bilingual("它用来选择 --structure 的一部分。", "It chooses a part of --structure."))
    }
    return plan
  }

  private func attacks() throws(Failure) -> [Attack] {
    switch attack ?? (structure == nil && !ablation ? "all" : "none") {
    case "all": return Attack.allCases
    case "none": return []
    case let names:
      var attacks: [Attack] = []
      for name in names.split(separator: ",", omittingEmptySubsequences: false) {
        guard let attack = Attack(rawValue: String(name)) else {
          throw Self.usage(
            "--attack \(names)",
            Bilingual(
              "all、none，或其中几个：\(Attack.allCases.map(\.rawValue).joined(separator: "、"))。",
              "all, none, or of \(Attack.allCases.map(\.rawValue).joined(separator: ", "))."))
        }
        if !attacks.contains(attack) { attacks.append(attack) }
      }
      return attacks
    }
  }

  private static func usage(_ place: String, _ fix: Bilingual) -> Failure {
    Failure(
      .usage, Bilingual("这样无法抽取模拟。", "The simulation cannot be drawn like this."), place: place, fix: fix)
  }
}
