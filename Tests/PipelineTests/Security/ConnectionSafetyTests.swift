import Foundation
import LocalServer
import Postgres
import Testing

/// Passwords and certificates, with the program as people start it and a PostgreSQL that speaks TLS.
@Suite("Connections over TLS")
struct ConnectionSafetyTests {
  private static let canary = "canary-7f3a-Xq9"

  /// A server whose certificate for localhost comes from an authority of its own, and a company on it that login `nightly`
  /// scores with the canary as its password.
  private struct Site {
    let server: LocalServer
    let folder: URL
    let port: Int

    init(_ folder: URL) throws {
      self.folder = folder
      server = try LocalServer(
        LocalServer.Options(
          settings: [("log_connections", "on"), ("log_statement", "all"), ("log_min_messages", "info")],
          listensWithTLS: true))
      port = try #require(server.port)
      let data = server.folder + "/data"
      try openssl([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Authority", "-keyout", "ca.key",
        "-out", "ca.crt",
      ])
      try openssl([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Other", "-keyout", "other.key",
        "-out",
        "other.crt",
      ])
      try openssl([
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        "-keyout",
        "server.key", "-out", "server.csr",
      ])
      try openssl([
        "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-copy_extensions", "copy", "-out", "server.crt",
      ])
      // Written over, not replaced: the files keep the server's owner and rights.
      for name in ["server.key", "server.crt"] {
        try Data(contentsOf: folder.appending(path: name)).write(to: URL(filePath: "\(data)/\(name)"), options: [])
      }
      var admin = try Connection(server.settings())
      try admin.execute("SELECT pg_reload_conf()")
      try admin.execute("CREATE DATABASE company")
      // The statement that makes the login is the one place where the secret must be said.
      try admin.execute("SET log_statement = none")
      try admin.execute("CREATE ROLE nightly LOGIN PASSWORD '\(ConnectionSafetyTests.canary)'")
      try ConnectionSafetyTests.write("*:*:*:nightly:\(ConnectionSafetyTests.canary)\n", folder.appending(path: "pass"))
      try ConnectionSafetyTests.write(
        "*:*:*:nightly:wrong-\(ConnectionSafetyTests.canary)\n", folder.appending(path: "wrong"))
    }

    private func openssl(_ arguments: [String]) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["openssl"] + arguments
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
    }

    func address(
      host: String = "localhost", authority: String = "ca.crt", passwords: String = "pass", _ more: String = ""
    ) -> String {
      // Where localhost is ::1 first, something else may answer there.
      "host=\(host) hostaddr=127.0.0.1 port=\(port) dbname=company user=nightly sslmode=verify-full "
        + "sslrootcert=\(folder.appending(path: authority).path()) passfile=\(folder.appending(path: passwords).path()) \(more)"
    }

    /// Logins that the server has seen by this role, whatever became of them.
    func logins() throws -> Int {
      try log().components(separatedBy: "\n").count {
        $0.contains("user=nightly") || $0.contains("failed for user \"nightly\"")
      }
    }

    func log() throws -> String { try String(contentsOfFile: server.logFile, encoding: .utf8) }
  }

  private static func write(_ text: String, _ file: URL) throws {
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
  }

  @Test(
    "wrong authority, host name and password end with 78 after one try; the secret is in no argument, text, log, report or session"
  )
  func refusalsAndCanary() throws {
    try VerbsProcess.withFolder { folder in
      let site = try Site(folder)
      defer { site.server.stop() }
      var texts = ""
      func fails(_ address: String, _ words: String) throws {
        let started = ContinuousClock().now
        let answer = try VerbsProcess.run(["status", "-v"], database: address)
        texts += answer.output + answer.errors
        #expect(answer.exit == 78, "\(words): \(answer.errors)")
        // One try: the pauses of the retry schedule alone would take longer.
        #expect(ContinuousClock().now - started < .seconds(7), "\(words)")
      }
      try fails(site.address(authority: "other.crt"), "authority")
      try fails(site.address(authority: "missing.crt"), "missing authority")
      try fails(site.address(host: "127.0.0.1"), "host name")
      #expect(try site.logins() == 0)
      try fails(site.address(passwords: "wrong"), "password")
      #expect(try site.log().components(separatedBy: "authentication failed for user \"nightly\"").count == 2)
      // In the address itself, as in a URI, and with a mode that falls back to plain text.
      try fails("postgresql://nightly:\(Self.canary)@localhost:\(site.port)/company", "password in the address")
      try fails(
        "postgresql://nightly@localhost:\(site.port)/company?password=\(Self.canary)", "password as a parameter")
      try fails("host=0.0.0.0 port=\(site.port) dbname=company user=nightly sslmode=prefer", "prefer")
      texts = texts.replacing("postgresql://nightly:\(Self.canary)@", with: "")

      // The same secret, rightly used, through a whole night.
      try work(site, &texts)
      #expect(!texts.contains(Self.canary))
      #expect(!(try site.log()).contains(Self.canary))
    }
  }

  /// Migrates, imports, runs, reports and explains as `nightly`, and looks at everything that is left behind or seen on the way.
  private func work(_ site: Site, _ texts: inout String) throws {
    var admin = try Connection(site.server.settings(database: "company"))
    try admin.execute("ALTER DATABASE company OWNER TO nightly")
    var mark = try site.log().utf8.count
    #expect(mark > 0)
    let fixture = PackageRoot.file("Fixtures/dirty/clean").path()
    let reports = site.folder.appending(path: "reports")
    for arguments in [
      ["migrate", "-v"], ["import", fixture], ["run", "--period", "2026Q2", "-v"], ["report", "--out", reports.path()],
      ["doctor", "-v"], ["config", "show"],
    ] {
      let process = try VerbsProcess.start(
        arguments, database: site.address(), environment: ["FAIRSHARE_NOTE": "none"])
      let output = site.folder.appending(path: "out")
      try Data().write(to: output)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = process.standardOutput
      try process.run()
      while process.isRunning {
        texts += (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/cmdline", encoding: .utf8)) ?? ""
        let rows = try admin.execute(
          "SELECT concat_ws(' ', application_name, query) FROM pg_stat_activity WHERE usename = 'nightly'")
        for row in 0..<rows.count { texts += try rows.text(row, 0) }
        Thread.sleep(forTimeInterval: 0.01)
      }
      texts += try String(contentsOf: output, encoding: .utf8)
      #expect(process.terminationStatus == 0, "\(arguments)")
    }
    mark = try site.log().utf8.count - mark
    #expect(mark > 0)
    let files = FileManager.default.enumerator(at: reports, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard let content = try? Data(contentsOf: file) else { continue }
      texts += String(decoding: content, as: UTF8.self)
      count += 1
    }
    #expect(count > 2)
    #expect(texts.contains("fairshare/"))
  }
}
