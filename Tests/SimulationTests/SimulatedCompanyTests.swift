import Contribution
import Statistics
import Testing

@testable import Simulation

@Suite("Simulated companies")
struct SimulatedCompanyTests {
  @Test("the same plan gives the same tables, another seed others")
  func deterministic() {
    let plan = SimulationPlan(seed: 3, people: 60)
    #expect(SimulatedCompany(plan).tables == SimulatedCompany(plan).tables)
    #expect(SimulatedCompany(plan).tables != SimulatedCompany(SimulationPlan(seed: 4, people: 60)).tables)
  }

  @Test("every row has the columns of its header, and true shares and credit sum to 1")
  func shape() throws {
    let company = SimulatedCompany(SimulationPlan(seed: 5, people: 80))
    for table in company.tables.names {
      let lines = try #require(company.tables.text(table)).split(separator: "\n")
      let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
      for line in lines {
        #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == columns, "\(table) \(line)")
      }
    }
    for game in company.truth.keyResults {
      #expect(abs(compensatedSum(game.shares) - 1) < 1e-12)
      #expect(abs(compensatedSum(game.credit) - 1) < 1e-12)
    }
    #expect(company.truth.keyResults.count == 48)
    #expect(company.tables.rowCount(.tasks) > 1000)
  }

  @Test("without peers nobody rates, with full coverage every key result does")
  func peers() {
    #expect(SimulatedCompany(SimulationPlan(people: 60, peerCoverage: 0)).tables.rowCount(.peerRatings) == 0)
    let full = SimulatedCompany(SimulationPlan(people: 60, peerCoverage: 1)).truth.keyResults
    #expect(full.count { $0.isRated } == full.count)
  }

  @Test("an attack changes records, never truth", arguments: Attack.allCases)
  func attacks(attack: Attack) {
    let plain = SimulatedCompany(SimulationPlan(seed: 6, people: 80, peerCoverage: 1, attackShare: 0.5))
    let attacked = SimulatedCompany(
      SimulationPlan(seed: 6, people: 80, peerCoverage: 1, attack: attack, attackShare: 0.5))
    #expect(plain.tables != attacked.tables)
    #expect(plain.truth.keyResults.map(\.shares) == attacked.truth.keyResults.map(\.shares))
    #expect(plain.truth.keyResults.map(\.attackers) == attacked.truth.keyResults.map(\.attackers))
    #expect(plain.truth.keyResults.contains { !$0.attackers.isEmpty })
  }

  @Test("planted credit errors are as many as asked for", arguments: [0.0, 0.05, 0.2])
  func prevalence(prevalence: Double) {
    let truth = SimulatedCompany(SimulationPlan(seed: 2, people: 400, prevalence: prevalence)).truth
    let none = FindingEvaluation(truth, [])
    let authors = truth.keyResults.reduce(0) { $0 + $1.credit.count { $0 > 0 } }
    let rate = Double(none.errors) / Double(authors)
    // Authors who are not named and honest noise alone put a few beyond the margins.
    #expect(rate >= prevalence * 0.25 && rate <= prevalence * 1.3 + 0.05, "\(rate)")
  }

  @Test("truth planted on a structure keeps its people and tasks within reach")
  func planted() {
    let tasks = (0..<120).map { index in
      PlantedTruth.Task(
        keyResultID: "k\(index % 4)", assigneeIDs: ["p\(index % 5)"], reviewerIDs: ["p\((index + 2) % 7)"], effort: 3)
    }
    let company = PlantedTruth.plant(on: tasks, plan: SimulationPlan(seed: 1, peerCoverage: 1))
    #expect(company.truth.keyResults.map(\.id) == ["k0", "k1", "k2", "k3"])
    #expect(company.tables.rowCount(.tasks) < 120)
    #expect(company.tables.rowCount(.peerRatings) > 0)
    for game in company.truth.keyResults { #expect(abs(compensatedSum(game.shares) - 1) < 1e-12) }
  }
}
