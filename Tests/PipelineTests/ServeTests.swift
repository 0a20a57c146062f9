import Foundation
import Glibc
import Testing

@Suite("The web view")
struct ServeTests {
  private func serving(
    _ company: CompanyDatabase, _ environment: [String: String] = [:],
    _ body: (_ port: Int, _ cookie: [String: String]) throws -> Void
  ) throws { try ServedProcess.with(company.connectionString, environment, body) }

  @Test("every page is shown from the database, what is no page is not, and no file is ever read")
  func pages() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try serving(company) { port, cookie in
        for path in [
          "/", "/leadership/overview.html", "/teams/index.html", "/teams/team-pay.html", "/hr/queue.html",
          "/people/p006.html",
        ] {
          let answer = try HTTPClient.ask(port: port, "GET", path, cookie)
          #expect(answer.status == 200, "\(path)")
          #expect(answer.head.contains("frame-ancestors 'none'") && answer.head.contains("nosniff"), "\(path)")
          #expect(answer.body.contains("不单独作为奖惩"), "\(path)")
        }
        for path in [
          "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/hr/../../../../etc/passwd", "//etc/passwd",
          "/teams/team-x.html",
          "/Package.swift", "/hr/case-.html", "/%00",
        ] {
          let answer = try HTTPClient.ask(port: port, "GET", path, cookie)
          #expect([400, 404].contains(answer.status), "\(path) \(answer.status)")
          #expect(!answer.body.contains("root:x:0"), "\(path)")
        }
        let stranger = try HTTPClient.ask(port: port, "GET", "/hr/queue.html")
        #expect(stranger.status == 403 && !stranger.body.contains("唐小棠"))
        let rebound = try HTTPClient.ask(
          port: port, "GET", "/hr/queue.html", cookie.merging(["Host": "evil.example"]) { $1 })
        #expect(rebound.status == 421)
      }
    }
  }

  @Test("a case is decided with a reason, once sent, and the audit trail shows it; anything less is refused")
  func decide() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let finding = try #require(
        try company.texts("SELECT finding_id FROM fairshare.latest_findings WHERE state = 'flag' ORDER BY 1").first)
      let decisions = "SELECT count(*) FROM fairshare.decisions"
      try serving(company) { port, cookie in
        let path = "/hr/case-\(finding).html"
        let page = try HTTPClient.ask(port: port, "GET", path, cookie).body
        let token = try #require(
          page.split(separator: "name=\"token\" value=\"").dropFirst().first?.split(separator: "\"").first)
        func send(_ body: String, origin: String? = nil) throws -> HTTPClient.Answer {
          try HTTPClient.ask(
            port: port, "POST", path,
            cookie.merging([
              "Origin": origin ?? "http://127.0.0.1:\(port)", "Content-Type": "application/x-www-form-urlencoded",
            ]) { $1 }, body: body)
        }
        #expect(try send("token=\(token)&decision=cleared&reason=x", origin: "http://evil.example").status == 403)
        #expect(try send("token=guess&decision=cleared&reason=x").status == 403)
        #expect(
          try send("token=\(token)&decision=cleared&reason=\(String(repeating: "x", count: 70_000))").status == 413)
        let empty = try send("token=\(token)&decision=cleared&reason=+")
        #expect(empty.status == 422 && empty.body.contains("id=\"refused\"") && empty.body.contains("决定需要理由"))
        let unknown = try send("token=\(token)&decision=guilty&reason=%3Cb%3Ex")
        #expect(unknown.status == 422 && unknown.body.contains("&lt;b&gt;x") && !unknown.body.contains("<b>x"))
        #expect(try company.integer(decisions) == 0, "nothing was kept of what was refused")

        let done = try send("token=\(token)&decision=cleared&reason=%E7%BD%B2%E5%90%8D%E5%B7%B2%E6%9B%B4%E6%96%B0")
        #expect(done.status == 303, "\(done.body)")
        #expect(try company.texts("SELECT decision || ' ' || reason FROM fairshare.decisions") == ["cleared 署名已更新"])
        let after = try HTTPClient.ask(port: port, "GET", path, cookie).body
        let audit = try #require(after.split(separator: "id=\"audit\"").last)
        #expect(audit.contains("署名已更新") && audit.contains("decide"))
      }
    }
  }

  @Test("what the login may not read is not shown: 403 with the code")
  func rights() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let role = "reader_\(company.name)"
      try company.execute(
        """
        CREATE ROLE "\(role)" LOGIN;
        GRANT fairshare_auditor TO "\(role)";
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA fairshare TO "\(role)";
        """)
      defer { try? company.execute("DROP OWNED BY \"\(role)\"; DROP ROLE \"\(role)\"") }
      try serving(company, ["PGOPTIONS": "-c role=\(role)"]) { port, cookie in
        let answer = try HTTPClient.ask(port: port, "GET", "/hr/queue.html", cookie)
        #expect(answer.status == 403)
        #expect(answer.body.contains("FS017"))
      }
    }
  }

  @Test("a port that is taken is told, with what to do")
  func taken() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      try serving(company) { port, _ in
        let second = try VerbsProcess.run(["serve", "--port", "\(port)"], database: company.connectionString)
        #expect(second.exit == 75)
        #expect(second.errors.contains("error[FS061]") && second.errors.contains("--port 0"), "\(second.errors)")
      }
      #expect(try VerbsProcess.run(["serve", "--port", "70000"], database: company.connectionString).exit == 64)
    }
  }
}
