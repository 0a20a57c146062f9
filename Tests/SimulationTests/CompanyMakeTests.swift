import Contribution
import Statistics
import Testing

@testable import Simulation

@Suite("Makes of companies")
struct CompanyMakeTests {
  @Test("every make draws whole tables with true shares, and no two makes draw the same", arguments: CompanyMake.all)
  func shape(make: CompanyMake) throws {
    let company = SimulatedCompany(SimulationPlan(seed: 2, people: 60, make: make))
    #expect(!company.truth.keyResults.isEmpty)
    for game in company.truth.keyResults {
      #expect(abs(compensatedSum(game.shares) - 1) < 1e-12)
      #expect(make.sizes.contains(game.personIDs.count) || game.personIDs.count == 60)
    }
    for table in company.tables.names {
      let lines = try #require(company.tables.text(table)).split(separator: "\n")
      let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
      #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
    }
    let others = CompanyMake.all.filter { $0.name != make.name }
    #expect(others.count == CompanyMake.all.count - 1)
    #expect(
      others.allSatisfy { SimulatedCompany(SimulationPlan(seed: 2, people: 60, make: $0)).tables != company.tables })
  }

  @Test("what a make leaves out is not in its tables")
  func without() {
    func rows(_ name: String, _ table: SourceTable) -> [[Substring]] {
      guard let make = CompanyMake.all.first(where: { $0.name == name }) else { return [] }
      let text = SimulatedCompany(SimulationPlan(people: 60, make: make)).tables.text(table) ?? ""
      return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    #expect(rows("without-reviews", .reviews).isEmpty)
    #expect(rows("without-effort", .tasks).allSatisfy { $0[3].isEmpty })
    #expect(Set(rows("likert", .peerRatings).map { $0[5] }).isSubset(of: ["1", "2", "3", "4", "5"]))
    #expect(!rows("likert", .peerRatings).isEmpty)
  }
}
