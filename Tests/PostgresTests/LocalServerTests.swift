import Foundation
import Glibc
import Postgres
import Testing

@testable import LocalServer

/// The private server: closed to others, told from others, and gone without a trace.
@Suite struct LocalServerTests {
  private func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  @Test("it listens on its socket only, in a folder of its owner's alone, and leaves nothing behind")
  func lifeCycle() throws {
    let server = try LocalServer(LocalServer.Options(settings: [("shared_buffers", "16MB"), ("work_mem", "5MB")]))
    var status = stat()
    #expect(unsafe stat(server.folder, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect((server.folder + "/.s.PGSQL.5432").utf8.count <= 107)
    do {
      var connection = try Connection(server.settings())
      #expect(try connection.execute("SHOW listen_addresses").text(0, 0) == "")
      #expect(try connection.execute("SHOW work_mem").text(0, 0) == "5MB")
      #expect(try connection.execute("SHOW shared_buffers").text(0, 0) == "16MB")
      #expect(try connection.execute("SHOW fsync").text(0, 0) == "off")
      #expect(try connection.execute("SHOW lc_collate").text(0, 0) == "C.UTF-8")
      let rules = try connection.execute("SELECT DISTINCT auth_method FROM pg_catalog.pg_hba_file_rules")
      #expect(rules.count == 1)
      #expect(try rules.text(0, 0) == "peer")
    }
    let pid = server.processID
    #expect(kill(pid, 0) == 0)
    server.stop()
    server.stop()
    #expect(kill(pid, 0) != 0)
    #expect(!exists(server.folder))
  }

  @Test("a database can be made as a copy of a template and dropped under its users") func templates() throws {
    let server = try SharedServer.server()
    try server.createDatabase("the \"template\"")
    do {
      var connection = try Connection(server.settings(database: "the \"template\""))
      try connection.executeScript("CREATE TABLE public.t (a int8); INSERT INTO public.t VALUES (7)")
    }
    try server.createDatabase("a copy", template: "the \"template\"")
    var copy = try Connection(server.settings(database: "a copy"))
    #expect(try copy.execute("SELECT a FROM public.t").integer(0, 0) == 7)
    try server.dropDatabase("a copy")
    #expect(try caught { try copy.execute("SELECT 1") }.code == .connectionLost)
    #expect(try caught { _ = try Connection(server.settings(database: "a copy")) }.sqlState == "3D000")
  }

  @Test("it inherits no descriptor of its maker: what is open by chance is not held open by a server")
  func inheritsNothing() throws {
    let marker = "/tmp/fairshare-inherited-\(getpid())"
    // Without O_CLOEXEC, as another thread may have one open at the moment of the start.
    let descriptor = unsafe open(marker, O_RDWR | O_CREAT, 0o600)
    #expect(descriptor > 2)
    defer {
      close(descriptor)
      unsafe unlink(marker)
    }
    let server = try LocalServer()
    defer { server.stop() }
    let pid =
      try String(contentsOfFile: server.folder + "/data/postmaster.pid", encoding: .utf8)
      .split(separator: "\n").first ?? ""
    let folder = "/proc/\(pid)/fd"
    let entries = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!entries.isEmpty)
    for entry in entries {
      let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + entry)) ?? ""
      #expect(target != marker)
    }
  }

  @Test("when its process ends without a word, the watchdog ends the server and deletes the folder")
  func watchdog() throws {
    let server = try LocalServer()
    server.abandon()
    #expect(!exists(server.folder))
    var gone = false
    for _ in 0..<200 where !gone {
      // Our own child stays a zombie until it is waited for.
      var status: Int32 = 0
      gone = unsafe waitpid(server.processID, &status, WNOHANG) != 0
      usleep(20_000)
    }
    #expect(gone)
  }

  @Test("a kept server outlives stop; a leftover of a process that is gone is removed, a kept one is not")
  func leftovers() throws {
    let server = try LocalServer(LocalServer.Options(keep: true))
    server.stop()
    _ = try Connection(server.settings())
    #expect(!LocalServer.removeLeftovers().contains(server.folder))
    _ = try Connection(server.settings())
    // A keeper that cannot be alive: this pid started at another time.
    try writeSecret("\(getpid()) 1 owned\n", to: server.folder + "/keeper")
    let running = try LocalServer()
    defer { running.stop() }
    let removed = LocalServer.removeLeftovers()
    #expect(removed.contains(server.folder))
    #expect(!removed.contains(running.folder))
    #expect(!exists(server.folder))
    var status: Int32 = 0
    #expect(unsafe waitpid(server.processID, &status, 0) == server.processID)
    _ = try Connection(running.settings())
  }

  @Test("a server that cannot start says why, with its log") func brokenStart() throws {
    do {
      _ = try LocalServer(LocalServer.Options(settings: [("shared_buffers", "nonsense")]))
      Issue.record("it started")
    } catch {
      #expect(error.code == .start)
      #expect(error.description.contains("shared_buffers"))
    }
  }
}
