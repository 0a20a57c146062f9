import Foundation
import Glibc
import Pipeline
import Testing

@Suite struct DemoTests {
  @Test("the demo publishes both periods, every share sums to 1, and the server and its folder are gone")
  func demoLeavesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fairshare-demo-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var demo = Demo()
    demo.reports = folder
    let outcome = try demo.run()
    #expect(outcome.reports.count == 2)
    for page in outcome.reports { #expect(unsafe access(page, R_OK) == 0, "\(page)") }
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
