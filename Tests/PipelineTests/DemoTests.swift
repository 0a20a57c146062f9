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

  @Test("a demo that is kept is served with the mark that its files carry; another company's demo has none")
  func mark() throws {
    for company in [nil, PackageRoot.file("Fixtures/company").path()] {
      let folder = FileManager.default.temporaryDirectory.appending(path: "fairshare-demo-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      var demo = Demo()
      demo.company = company
      demo.reports = folder
      demo.keepsServer = true
      let outcome = try demo.run()
      defer {
        kill(outcome.processID, SIGINT)
        // Here the server is a child of the tests, and would stay in the table of processes.
        _ = waitpid(outcome.processID, nil, 0)
        try? FileManager.default.removeItem(atPath: outcome.server)
      }
      let isMarked = company == nil
      for page in ["leadership/overview.html", "teams/team-pay.html", "hr/queue.html", "people/p010.html"] {
        let file = try String(contentsOfFile: "\(folder)/2026Q3/\(page)", encoding: .utf8)
        #expect(file.contains("虚构数据") == isMarked, "\(page)")
      }
      let database = "host=\(outcome.server) user=postgres dbname=\(outcome.database)"
      try ServedProcess.with(database) { port, cookie in
        for page in ["", "leadership/overview.html", "teams/team-pay.html", "hr/queue.html", "people/p010.html"] {
          let answer = try HTTPClient.ask(port: port, "GET", "/\(page)", cookie)
          #expect(answer.status == 200 && answer.body.contains("虚构数据") == isMarked, "\(page)")
        }
      }
    }
  }

  @Test("the demo names the folder in which it finds no company")
  func noCompany() throws {
    var demo = Demo()
    demo.company = "/nowhere"
    #expect(throws: Failure.self) { try demo.run() }
  }
}
