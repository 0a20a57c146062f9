import Foundation
import Testing

@Suite("A review queue of many cases")
struct LongQueueTests {
  private static let added = 700

  private func withManyCases(_ body: (CompanyDatabase) throws -> Void) throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let file = PackageRoot.url.appending(path: "Scripts/browser.d/cases.sql")
      let statement = try String(contentsOf: file, encoding: .utf8).replacing(":cases", with: "\(Self.added)")
      try company.execute(statement)
      try body(company)
    }
  }

  private func ids(_ page: String) -> [String] {
    page.split(separator: "<a href=\"case-").dropFirst().map { String($0.prefix { $0 != "." }) }
  }

  @Test("in files every case stands on one sheet of less than 150 KB, and leads back to it")
  func files() throws {
    try withManyCases { company in
      let queued = try company.integer("SELECT count(*) FROM fairshare.latest_findings WHERE state = 'flag'")
      #expect(queued >= Self.added)
      try VerbsProcess.withFolder { folder in
        let report = try VerbsProcess.run(
          ["report", "--out", "r", "--audience", "hr"], database: company.connectionString, folder: folder)
        #expect(report.exit == 0, "\(report.errors)")
        let place = folder.appending(path: "r/hr")
        var seen: [String] = []
        for number in 1...(queued + 49) / 50 {
          let name = number == 1 ? "queue.html" : "queue-\(number).html"
          let page = try String(contentsOf: place.appending(path: name), encoding: .utf8)
          #expect(page.utf8.count < 150_000, "\(name)")
          let own = ids(page)
          #expect(own.count <= 50)
          if let first = own.first {
            let text = try String(contentsOf: place.appending(path: "case-\(first).html"), encoding: .utf8)
            #expect(text.contains("href=\"\(name)\""), "\(first) leads back to \(name)")
          }
          seen += own
        }
        #expect(seen.count == queued && Set(seen).count == queued)
      }
    }
  }

  @Test("the web view shows the same sheets, filters them, and writes down only whose cases it showed")
  func served() throws {
    try withManyCases { company in
      try ServedProcess.with(company.connectionString, [:]) { port, cookie in
        func page(_ path: String) throws -> HTTPClient.Answer { try HTTPClient.ask(port: port, "GET", path, cookie) }
        let first = try page("/hr/queue.html")
        #expect(first.status == 200 && first.body.utf8.count < 150_000 && ids(first.body).count == 50)
        let told = try company.integer(
          "SELECT count(DISTINCT subject) FROM fairshare.access_log WHERE action = 'serve'")
        #expect(told > 0 && told <= 50)
        #expect(ids(try page("/hr/queue-2.html").body).allSatisfy { !ids(first.body).contains($0) })
        for path in ["/hr/queue-1.html", "/hr/queue-02.html", "/hr/queue-9999.html", "/hr/queue--1.html"] {
          #expect(try page(path).status == 404, "\(path)")
        }
        let some = try page("/hr/queue.html?kind=over_credited&words=%E6%94%AF%E4%BB%98")
        #expect(!ids(some.body).isEmpty && !some.body.contains("<span class=\"chip teal\">"))
        #expect(try page("/hr/queue.html?status=cleared").body.contains("没有符合条件的记录"))
        #expect(try page("/hr/queue.html?status=guess&kind=%3Cb%3E").status == 200, "unknown words ask for nothing")
      }
    }
  }
}
