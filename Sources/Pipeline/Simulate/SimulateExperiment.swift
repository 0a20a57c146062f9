internal import Reporting
internal import Simulation

/// Draws companies with known truth, runs the real pipeline on each, and hands over what it published beside the truth.
struct SimulateExperiment {
  let plan: SimulatePlan
  /// How key results are scored: the settings of the company that asks.
  let settings: Configuration
  /// Told before each company: its number from 1, how many there are, and which it is.
  var progress: (Int, Int, SimulateCompany) -> Void = { _, _, _ in }

  init(_ plan: SimulatePlan, settings: Configuration = Configuration()) {
    self.plan = plan
    self.settings = settings
  }

  /// - Throws: `Failure` for a server that does not start and for files that are refused.
  /// - Complexity: one nightly run a company; memory holds the shares of all.
  func run() throws -> [SimulateScored] {
    let server = try SimulateServer(settings)
    defer { server.stop() }
    let structure = try plan.structure.map { try tasks($0, server) }
    var scored: [SimulateScored] = []
    let companies = plan.companies
    for (index, company) in companies.enumerated() {
      progress(index + 1, companies.count, company)
      let drawn =
        structure.map { PlantedTruth.plant(on: $0, plan: plan.simulation(company)) }
        ?? SimulatedCompany(plan.simulation(company))
      guard !drawn.truth.keyResults.isEmpty else { throw Self.nothing(plan) }
      let compares = company.ablation == nil && company.prevalence == plan.usualPrevalence
      scored.append(
        SimulateScored(company, drawn.truth, try server.score(drawn, without: company.ablation, compares: compares)))
    }
    return scored
  }

  private func tasks(_ folder: String, _ server: SimulateServer) throws -> [PlantedTruth.Task] {
    let tasks = try server.structure(folder, period: plan.period)
    guard !tasks.isEmpty else { throw Self.nothing(plan) }
    return tasks
  }

  private static func nothing(_ plan: SimulatePlan) -> Failure {
    Failure(
      plan.period == nil ? .notFound : .periodUnknown,
      Bilingual("这个结构里没有可以植入真值的内容。", "The structure holds nothing on which truth could be planted."),
      place: [plan.structure, plan.period.map { "period \($0)" }].compactMap(\.self).joined(separator: ", "),
      why: Bilingual("需要 3 到 80 人、有已完成任务的关键结果。", "Key results of 3 to 80 people with finished tasks are needed."),
      fix: Bilingual("换一个文件夹或周期；不写 --period 表示全部。", "Name another folder or period; leave out --period for all."))
  }
}
