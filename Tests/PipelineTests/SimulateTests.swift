import Contribution
import Foundation
import Reporting
import Simulation
import Testing

@testable import Pipeline

@Suite("Simulated companies through the whole batch")
struct SimulateTests {
  private func objects(_ answer: VerbsProcess.Answer, _ type: String) throws -> [[String: Any]] {
    try answer.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }.filter { $0["type"] as? String == type }
  }

  @Test("a small company: the consensus beats equal parts, intervals hold the truth, every line is JSON")
  func smallCompany() throws {
    let answer = try VerbsProcess.run([
      "simulate", "--key-results", "24", "--prevalence", "10", "--attack", "splitting,collusion", "--peers", "1",
      "--json",
    ])
    #expect(answer.exit == 0, "\(answer.output) \(answer.errors)")
    let whole = try #require(try objects(answer, "simulation").first)
    #expect(whole["companies"] as? Int == 3)
    #expect(whole["key_results"] as? Int == 24)
    #expect(whole["rated_key_results"] as? Int == 24)

    var distances: [String: Double] = [:]
    for row in try objects(answer, "accuracy") {
      distances[try #require(row["model"] as? String)] = try #require(row["total_variation"] as? Double)
      // The peer model keeps silent where too few rate.
      #expect(row["key_results"] as? Int == 24 || row["model"] as? String == "peer", "\(row)")
      #expect(row["consensus_total_variation"] as? Double != nil, "\(row)")
    }
    #expect(distances.keys.contains("webpa") && distances.keys.contains("openrank") && distances.keys.contains("catme"))
    let consensus = try #require(distances["consensus"])
    #expect(try consensus < #require(distances["equal"]) * 0.7)
    #expect(try consensus < #require(distances["evidence"]))

    let all = try #require(try objects(answer, "coverage").first { $0["band"] as? String == "all" })
    // 90 % is promised; two hundred shares that hang together within key results leave room for luck.
    let covered = try #require(all["covered"] as? Double)
    #expect(covered >= 0.75 && covered <= 1, "\(covered)")
    #expect(try #require(all["people"] as? Int) > 100)

    let found = try objects(answer, "credit_findings")
    #expect(found.count == 1)
    #expect(try #require(found.first?["errors"] as? Int) > 0)
    #expect(try objects(answer, "family").count == 5)
    let attacks = try objects(answer, "attack")
    #expect(Set(attacks.compactMap { $0["attack"] as? String }) == ["splitting", "collusion"])
    // Ratings are no records: two who lift each other reach evidence through the learned exchange rates alone.
    let evidence = try #require(
      attacks.first { $0["attack"] as? String == "collusion" && $0["model"] as? String == "evidence" })
    #expect(abs(try #require(evidence["gain"] as? Double)) < 0.02)
    // Five pieces of a task are five tasks to who counts tasks, and as much work as before to us.
    let split = try #require(
      try objects(answer, "attack_elsewhere").first { $0["attack"] as? String == "splitting" })
    let gain = try #require(
      attacks.first { $0["attack"] as? String == "splitting" && $0["model"] as? String == "consensus" }?["gain"]
        as? Double)
    for method in ["task_count", "openrank"] {
      #expect(try #require(split[method] as? Double) > gain + 0.3, "\(split)")
    }
  }

  @Test("known shares planted on one period of a real history are found again")
  func realStructure() throws {
    var plan = SimulatePlan()
    plan.prevalences = [0.1]
    plan.attacks = []
    plan.structure = PackageRoot.shared("data/kafka-history").path()
    plan.period = "o10"
    let outcome = SimulateOutcome(plan, try SimulateExperiment(plan).run())
    #expect(outcome.keyResults > 5)
    let distance = Dictionary(
      uniqueKeysWithValues: outcome.comparison.map { ($0.method, $0.all.totalVariation) })
    #expect(try #require(distance["consensus"]) < #require(distance["equal"]))
    #expect(try #require(outcome.findings.first).evaluation.errors > 0)
    #expect(outcome.gains.isEmpty)
  }

  @Test("each thing that is taken away is told apart, on the same companies")
  func ablations() throws {
    let answer = try VerbsProcess.run(["simulate", "--key-results", "9", "--prevalence", "10", "--ablation", "--json"])
    #expect(answer.exit == 0, "\(answer.errors)")
    let rows = try objects(answer, "ablation")
    #expect(
      rows.compactMap { $0["without"] as? String } == [
        "nothing", "peers", "rates", "bias", "weights", "efforts", "records",
      ])
    let distances = try rows.map { try #require($0["total_variation"] as? Double) }
    // Ratings and records are most of what is known; what is lost without them is more than rounding.
    #expect(abs(distances[1] - distances[0]) > 0.001 && abs(distances[6] - distances[0]) > 0.001, "\(distances)")
    let changes = try rows.dropFirst().map { try #require($0["change"] as? Double) }
    for (change, distance) in zip(changes, distances.dropFirst()) {
      #expect(abs(distances[0] + change - distance) < 1e-12)
    }
    #expect(try objects(answer, "attack").isEmpty)
  }

  @Test("a standard error is that of the mean over seeds, and none where one seed has the row")
  func standardErrors() throws {
    func table(_ rows: [(String, Double)]) -> TextTable {
      var table = TextTable(columns: [
        .init("model", Bilingual(same: "model")), .init("value", Bilingual(same: "value")),
      ])
      table.rows = rows.map { [.init($0.0), SimulateTables.decimal($0.1, 3)] }
      return table
    }
    let titled = SimulateTables.Titled(
      type: "t", title: Bilingual(same: ""), table: table([("a", 2), ("b", 5)]), measured: ["value"])
    let found = SimulateTables.withErrors(titled, [table([("a", 1), ("b", 5)]), table([("a", 2)]), table([("a", 3)])])
    #expect(found.columns.map(\.key) == ["model", "value", "value_error"])
    guard case .number(let error) = try #require(found.rows.first?.last).value else { throw CancellationError() }
    #expect(abs(error - 1 / 3.0.squareRoot()) < 1e-12)
    #expect(found.rows.last?.last?.value == .null)
  }

  @Test("without peers nobody is rated and the peer model does not stand apart")
  func withoutPeers() throws {
    let answer = try VerbsProcess.run(
      ["simulate", "--people", "20", "--prevalence", "20", "--attack", "none", "--no-peers", "--lang", "zh-Hans"])
    #expect(answer.exit == 0, "\(answer.errors)")
    #expect(answer.output.contains("0 个有同伴评分"))
    #expect(answer.output.contains("consensus"))
    #expect(!answer.output.contains("有同伴评分  "), "no band of rated people")
  }

  @Test(
    "options that cannot be meant are refused before a server starts",
    arguments: [
      ["--people", "5"], ["--people", "20", "--key-results", "20"], ["--seeds", "0"], ["--prevalence", "2,x"],
      ["--prevalence", "120"], ["--attack", "bribery"], ["--peers", "1.5"], ["--period", "o10"],
      ["--structure", "there", "--attack", "all"], ["--structure", "there", "--people", "50"],
    ])
  func refused(options: [String]) throws {
    #expect(try VerbsProcess.run(["simulate"] + options).exit == 64)
  }

  @Test("a structure without the period asked for is refused by name")
  func noSuchPeriod() throws {
    var plan = SimulatePlan()
    plan.prevalences = [0.05]
    plan.attacks = []
    plan.structure = PackageRoot.file("Fixtures/company").path()
    plan.period = "1999Q9"
    let failure = #expect(throws: Failure.self) { try SimulateExperiment(plan).run() }
    #expect(failure?.code == .periodUnknown)
  }
}
