import Glibc
import Pipeline
import Testing

@Suite struct DemoTests {
  @Test("the demo publishes both periods, every share sums to 1, and the server and its folder are gone")
  func demoLeavesNothing() throws {
    let outcome = try Demo().run()
    #expect(outcome.runs.map(\.period) == ["2026Q2", "2026Q3"])
    #expect(outcome.runs.allSatisfy { $0.state == .published && $0.skipped.isEmpty })
    #expect(outcome.check.isFine)
    #expect(outcome.gaps.count == 6)
    #expect(unsafe access(outcome.server, F_OK) != 0)
  }

  @Test("the demo names the folder in which it finds no company")
  func noCompany() throws {
    var demo = Demo()
    demo.company = "/nowhere"
    #expect(throws: Failure.self) { try demo.run() }
  }
}
