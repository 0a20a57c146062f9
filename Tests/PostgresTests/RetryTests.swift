import LocalServer
import Testing

@testable import Postgres

/// The retry schedule and the classes of SQLSTATE.
@Suite struct RetryTests {
  @Test(
    "each SQLSTATE has its class",
    arguments: [
      ("08006", PostgresError.RetryClass.connection), ("57P01", .connection), ("57P02", .connection),
      ("57P03", .connection), ("53300", .connection), ("40001", .conflict), ("40P01", .conflict), ("55P03", .wait),
      ("57014", .wait), ("53100", .space), ("53200", .space), ("53400", .space), ("22012", .never), ("23505", .never),
      ("42501", .never), ("28P01", .never), ("3D000", .never), ("XX000", .never),
    ])
  func classes(_ state: String, _ expected: PostgresError.RetryClass) {
    #expect(PostgresError.RetryClass(sqlState: state) == expected)
  }

  private func pauses(_ error: PostgresError, jitter: Double, _ schedule: RetrySchedule = RetrySchedule()) -> [Duration]
  {
    var pauses: [Duration] = []
    #expect(throws: PostgresError.self) {
      try schedule.run(on: RetryClock(pause: { pauses.append($0) }, jitter: { jitter })) { _ in throw error }
    }
    return pauses
  }

  @Test("a connection is tried five times, with pauses that double, and jitter only shortens them")
  func connectionPauses() {
    let lost = PostgresError(.connectionLost, "x", retryClass: .connection)
    #expect(pauses(lost, jitter: 1) == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4)])
    #expect(pauses(lost, jitter: 0) == [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2)])
  }

  @Test("no pause is longer than 8 s and all together stay within a minute") func caps() {
    let lost = PostgresError(.connectionLost, "x", retryClass: .connection)
    let many = pauses(lost, jitter: 1, RetrySchedule(tries: 50))
    #expect(many.max() == .seconds(8))
    #expect(many.reduce(.zero, +) <= .seconds(60))
    #expect(many.count > 8)
  }

  @Test("a conflict is repeated soon, five tries in all") func conflicts() {
    let conflict = PostgresError(.statementFailed, "x", retryClass: .conflict, sqlState: "40001")
    let found = pauses(conflict, jitter: 1)
    #expect(found.count == 4)
    #expect(found.reduce(.zero, +) < .seconds(1))
  }

  @Test("waits, full disks, refusals and doubtful commits are not repeated") func others() {
    for retry in [PostgresError.RetryClass.wait, .space, .never] {
      #expect(pauses(PostgresError(.statementFailed, "x", retryClass: retry), jitter: 1).isEmpty)
    }
    #expect(pauses(PostgresError(.commitInDoubt, "x", retryClass: .connection), jitter: 1).isEmpty)
  }

  @Test("a later success is a success") func success() throws {
    let lost = PostgresError(.connectionLost, "x", retryClass: .connection)
    let tries = try RetrySchedule().run(on: RetryClock(pause: { _ in }, jitter: { 0.5 })) { number in
      if number < 3 { throw lost }
      return number
    }
    #expect(tries == 3)
  }

  @Test("two sessions in a deadlock: one of them gets a conflict") func deadlock() throws {
    let database = try SharedServer.database()
    let settings = try SharedServer.server().settings(database: database)
    var first = try Connection(settings)
    try first.executeScript("CREATE TABLE public.t (a int8 PRIMARY KEY); INSERT INTO public.t VALUES (1)")
    var second = try Connection(settings)
    try first.begin(.repeatableRead)
    try second.begin(.repeatableRead)
    try first.execute("SELECT a FROM public.t")
    try second.execute("SELECT a FROM public.t")
    try first.execute("UPDATE public.t SET a = 2")
    try first.commit()
    let error = try caught { try second.execute("UPDATE public.t SET a = 3") }
    #expect(error.sqlState == "40001")
    #expect(error.retryClass == .conflict)
    try second.rollback()
  }

  @Test("hosts are told apart: socket, this machine, elsewhere") func localHosts() {
    for host in ["", "/run/postgresql", "@abstract", "localhost", "127.0.0.1", "127.1.2.3", "::1"] {
      #expect(Opening.isLocal(host), "\(host)")
    }
    for host in [
      "db.example", "10.0.0.1", "127.0.0.1.evil.example", "127.evil.example.x", "localhost.example", "1270.0.0.1",
    ] {
      #expect(!Opening.isLocal(host), "\(host)")
    }
  }

  @Test("the SQLSTATE is found in a verbose message of any language") func verboseState() {
    let found = Opening.sqlState(
      inVerbose: "connection to server on socket \"/x\" failed: 致命错误:  28P01: 用户 \"a\" 认证失败\n位置:  auth.c:326\n")
    #expect(found?.state == "28P01")
    #expect(found?.message == "用户 \"a\" 认证失败")
    #expect(Opening.sqlState(inVerbose: "server closed the connection unexpectedly") == nil)
    #expect(Opening.sqlState(inVerbose: "") == nil)
  }

  @Test("secrets are blanked out wherever they stand") func redaction() {
    #expect(redacted("a secret and secretsecret.", "secret") == "a *** and ******.")
    #expect(redacted("plain", nil) == "plain")
    #expect(redacted("plain", "") == "plain")
    #expect(redacted("ab", "abc") == "ab")
  }
}
