import Foundation
import Glibc
import Reporting
import Synchronization
import Testing
import WebServer

@testable import Pipeline

@Suite("What the web view reads for a page, and writes down of it")
struct ServedSiteTests {
  /// The answers of a site without a port, and how often a queue was made for them.
  private struct Site {
    let site: ServedSite
    let made: Counter
    private let key: String

    final class Counter: Sendable {
      let count = Atomic<Int>(0)
    }

    init(_ configuration: Configuration) throws {
      let door = ServeGuard(address: "127.0.0.1", port: 80)
      let made = Counter()
      self.made = made
      key = door.key
      site = try ServedSite(
        Workplace(configuration), ResolvedConfiguration(configuration: configuration, origins: [:]), door: door,
        period: nil, language: .english
      ) { builder, filter in
        made.count.add(1, ordering: .relaxed)
        return ReviewQueue(builder, filter: filter)
      }
    }

    func ask(_ path: String, _ query: [String: String] = [:]) -> WebResponse {
      site.respond(
        WebRequest(
          path: path, query: query, headers: ["host": "127.0.0.1:80", "cookie": "\(ServeGuard.cookie)=\(key)"]))
    }
  }

  /// Whose cases a page of the queue shows, by what its links lead to.
  private func shown(_ html: String, _ company: CompanyDatabase) throws -> Set<String> {
    let ids = html.split(separator: "<a href=\"case-").dropFirst().map { String($0.prefix { $0 != "." }) }
    let list = ids.map { "'\($0)'" }.joined(separator: ", ")
    return Set(try company.texts("SELECT person_id FROM fairshare.latest_findings WHERE finding_id IN (\(list))"))
  }

  private func logged(_ company: CompanyDatabase, after: Int) throws -> [String] {
    try company.texts(
      """
      SELECT subject_kind || ' ' || subject FROM fairshare.access_log WHERE action = 'serve' AND access_id > \(after)
      ORDER BY access_id
      """)
  }

  @Test("a sheet of the queue is sorted out once, and the access log names exactly the people whose cases it shows")
  func queue() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let file = PackageRoot.url.appending(path: "Scripts/browser.d/cases.sql")
      try company.execute(try String(contentsOf: file, encoding: .utf8).replacing(":cases", with: "70"))
      let site = try Site(company.configuration())
      for (path, query) in [
        ("/hr/queue.html", [:]), ("/hr/queue-2.html", [:]), ("/hr/queue.html", ["kind": "under_credited"]),
        ("/hr/queue.html", ["words": "支付"]),
      ] {
        let before = site.made.count.load(ordering: .relaxed)
        let mark = try company.integer("SELECT coalesce(max(access_id), 0) FROM fairshare.access_log")
        let answer = site.ask(path, query)
        #expect(answer.status == 200)
        #expect(site.made.count.load(ordering: .relaxed) == before + 1, "\(path) \(query)")
        let people = try shown(answer.body, company)
        #expect(!people.isEmpty, "\(path) \(query)")
        #expect(try logged(company, after: mark) == people.sorted().map { "person \($0)" }, "\(path) \(query)")
      }
      let mark = try company.integer("SELECT max(access_id) FROM fairshare.access_log")
      #expect(site.ask("/hr/queue-9.html").status == 404)
      #expect(site.ask("/people/nobody.html").status == 404)
      #expect(try logged(company, after: mark) == [], "what was not shown was not looked at")
      #expect(site.ask("/people/p006.html").status == 200)
      #expect(site.ask("/teams/team-pay.html").status == 200)
      let finding = try company.texts("SELECT finding_id FROM fairshare.latest_findings WHERE state = 'flag' LIMIT 1")[
        0]
      let person = try company.texts("SELECT person_id FROM fairshare.latest_findings WHERE finding_id = '\(finding)'")[
        0]
      #expect(site.ask("/hr/case-\(finding).html").status == 200)
      #expect(site.ask("/leadership/overview.html").status == 200)
      #expect(
        try logged(company, after: mark) == ["person p006", "team pay", "person \(person)", "company 2026Q3"])
    }
  }

  @Test("what past outcomes say is read for the overview, and for no other page")
  func fit() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      // Whoever reads a table that is gone is told.
      try company.execute("ALTER TABLE fairshare.company_fit RENAME TO company_fit_away")
      let site = try Site(company.configuration())
      for path in ["/", "/teams/team-pay.html", "/hr/queue.html", "/people/p006.html"] {
        #expect(site.ask(path).status == 200, "\(path)")
      }
      #expect(site.ask("/leadership/overview.html").status != 200)
      try company.execute("ALTER TABLE fairshare.company_fit_away RENAME TO company_fit")
      #expect(site.ask("/leadership/overview.html").status == 200)
    }
  }

  private static let pages = [
    "/", "/leadership/overview.html", "/teams/index.html", "/teams/team-pay.html", "/hr/queue.html",
    "/people/p006.html",
  ]

  @Test("the mark of an invented company is kept with its run: every served page has it, that of a real company none")
  func mark() throws {
    try BatchServer.with(BatchServer.lark) { company in
      func run(isFictional: Bool, period: String) throws {
        var configuration = company.configuration()
        configuration.isFictional = isFictional
        _ = try NightlyRun(
          settings: Workplace(configuration).settings, configuration: configuration, period: period
        ).run()
      }
      func marked() throws -> [Bool] {
        let site = try Site(company.configuration())
        return Self.pages.map { path in
          let answer = site.ask(path)
          #expect(answer.status == 200, "\(path)")
          return answer.body.contains("虚构数据")
        }
      }
      try run(isFictional: true, period: "2026Q2")
      #expect(try marked().allSatisfy { $0 })
      // The same database, filled with data that nobody calls invented.
      try run(isFictional: false, period: "2026Q3")
      #expect(try !marked().contains(true))
      var configuration = company.configuration()
      configuration.isFictional = true
      #expect(try Site(configuration).ask("/teams/team-pay.html").body.contains("虚构数据"), "the reader's own setting")
    }
  }
}
