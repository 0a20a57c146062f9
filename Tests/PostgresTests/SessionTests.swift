import Glibc
import LocalServer
import Postgres
import Synchronization
import Testing

/// Transactions, snapshots, locks, cancel, describe, notices.
@Suite struct SessionTests {
  @Test("a transaction commits when its body returns and rolls back when it throws") func transactions() throws {
    struct Stop: Error {}
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8)")
    let count = try connection.withTransaction(.serializable) { connection in
      try connection.execute("INSERT INTO pg_temp.t SELECT generate_series(1, 3)").affected
    }
    #expect(count == 3)
    #expect(throws: Stop.self) {
      try connection.withTransaction { connection in
        try connection.execute("DELETE FROM pg_temp.t")
        throw Stop()
      }
    }
    #expect(try connection.execute("SELECT count(*) FROM pg_temp.t").integer(0, 0) == 3)
    let readOnly = try caught {
      _ = try connection.withTransaction(readOnly: true) { try $0.execute("CREATE TABLE pg_catalog.no (a int4)") }
    }
    #expect(readOnly.retryClass == .never)
  }

  @Test("readers on other threads see the exporter's snapshot") func sharedSnapshot() throws {
    let database = try SharedServer.database()
    let settings = try SharedServer.server().settings(database: database)
    var writer = try Connection(settings)
    try writer.executeScript("CREATE TABLE public.t (a int8); INSERT INTO public.t VALUES (1), (2)")
    var leader = try Connection(settings)
    try leader.begin(.repeatableRead, readOnly: true)
    let snapshot = try leader.exportSnapshot()
    try writer.execute("INSERT INTO public.t VALUES (3)")
    let counts = Locked<[Int]>([])
    let done = Atomic<Int>(0)
    for _ in 0..<2 {
      detach {
        let count = try? {
          var reader = try Connection(settings)
          return try reader.withTransaction(.repeatableRead, readOnly: true) { reader in
            try reader.useSnapshot(snapshot)
            return try reader.copyOut("COPY public.t TO STDOUT (FORMAT binary)") { try $0.skip() }
          }
        }()
        counts.withLock { $0.append(count ?? -1) }
        done.add(1, ordering: .sequentiallyConsistent)
      }
    }
    while done.load(ordering: .sequentiallyConsistent) < 2 { usleep(10_000) }
    #expect(counts.withLock { $0 } == [2, 2])
    #expect(try writer.execute("SELECT count(*) FROM public.t").integer(0, 0) == 3)
    try leader.commit()
    let gone = try caught {
      try writer.withTransaction(.repeatableRead) { try $0.useSnapshot(snapshot) }
    }
    #expect(gone.code == .connectionLost && gone.retryClass == .connection && gone.sqlState == "22023")
    #expect(try caught { try writer.useSnapshot("x'; DROP TABLE public.t; --") }.code == .invalidText)
  }

  @Test("an advisory lock is held by one session, which can be named") func advisoryLocks() throws {
    for key in [42, -42, Int64.max, Int64.min, 1 << 40] {
      var holder = try SharedServer.connect()
      var other = try SharedServer.connect()
      #expect(try holder.tryAdvisoryLock(key))
      #expect(try !other.tryAdvisoryLock(key))
      let holders = try other.advisoryLockHolders(key)
      let pid = Int(holder.backendProcessID)
      #expect(holders.map(\.processID) == [pid])
      #expect(holders.first?.applicationName == "fairshare/test")
      #expect(holders.first?.startedAt != nil)
      #expect(try holder.releaseAdvisoryLock(key))
      #expect(try !holder.releaseAdvisoryLock(key))
      #expect(try other.tryAdvisoryLock(key))
    }
  }

  @Test("a lock that is not given in time is a wait, and its holder can be named") func lockTimeout() throws {
    let database = try SharedServer.database()
    var settings = try SharedServer.server().settings(database: database)
    var holder = try Connection(settings)
    try holder.execute("CREATE TABLE public.t (a int8)")
    try holder.begin()
    try holder.execute("LOCK TABLE public.t")
    settings.lockTimeout = .milliseconds(200)
    var waiting = try Connection(settings)
    let error = try caught { try waiting.execute("SELECT a FROM public.t") }
    #expect(error.sqlState == "55P03")
    #expect(error.retryClass == .wait)
    settings.statementTimeout = .milliseconds(100)
    settings.lockTimeout = nil
    var hurried = try Connection(settings)
    let timeout = try caught { try hurried.execute("SELECT a FROM public.t") }
    #expect(timeout.sqlState == "57014")
    #expect(timeout.retryClass == .wait)
    let isUsable = hurried.isUsable
    #expect(isUsable)
  }

  @Test("a session that waits can be asked who blocks it") func blockers() throws {
    let database = try SharedServer.database()
    let settings = try SharedServer.server().settings(database: database)
    var holder = try Connection(settings)
    try holder.execute("CREATE TABLE public.t (a int8)")
    try holder.begin()
    try holder.execute("LOCK TABLE public.t")
    let waiter = Atomic<Int32>(0)
    let done = Atomic<Bool>(false)
    detach {
      _ = try? {
        var waiting = try Connection(settings)
        waiter.store(waiting.backendProcessID, ordering: .sequentiallyConsistent)
        try waiting.execute("SELECT a FROM public.t")
      }()
      done.store(true, ordering: .sequentiallyConsistent)
    }
    var found: [LockHolder] = []
    var observer = try Connection(settings)
    for _ in 0..<500 where found.isEmpty {
      usleep(10_000)
      found = try observer.blockers(of: waiter.load(ordering: .sequentiallyConsistent))
    }
    let pid = Int(holder.backendProcessID)
    #expect(found.map(\.processID) == [pid])
    try holder.rollback()
    while !done.load(ordering: .sequentiallyConsistent) { usleep(10_000) }
  }

  @Test("a statement can be cancelled from another thread, and the session goes on") func cancel() throws {
    var connection = try SharedServer.connect()
    let handle = try connection.cancelHandle()
    detach {
      usleep(300_000)
      handle.cancel()
    }
    let error = try caught { try connection.execute("SELECT pg_sleep(20)") }
    #expect(error.sqlState == "57014")
    #expect(try connection.execute("SELECT 1").integer(0, 0) == 1)
  }

  @Test("a connection can be handed to another thread") func handOver() throws {
    final class Box: Sendable {
      let slot: Mutex<Connection?>
      init(_ connection: consuming sending Connection) { slot = Mutex(consume connection) }
    }
    let box = try Box(Connection(SharedServer.server().settings()))
    let answer = Atomic<Int>(0)
    detach {
      let taken = box.slot.withLock { $0.take() }
      if var connection = consume taken {
        answer.store((try? connection.execute("SELECT 5").integer(0, 0)) ?? -1, ordering: .sequentiallyConsistent)
      }
    }
    while answer.load(ordering: .sequentiallyConsistent) == 0 { usleep(10_000) }
    #expect(answer.load(ordering: .sequentiallyConsistent) == 5)
  }

  @Test("a statement is described without being run") func describe() throws {
    var connection = try SharedServer.connect()
    let description = try connection.describe("SELECT $1::text AS name, 1::int8 AS n, 0.5::float8 AS x WHERE $2 > 1")
    #expect(description.parameterTypes == [.text, .int4])
    #expect(description.columns.map(\.name) == ["name", "n", "x"])
    #expect(description.columns.map(\.type) == [.text, .int8, .float8])
    #expect(try connection.describe("CREATE TEMP TABLE described (a int4)").columns.isEmpty)
    #expect(try caught { _ = try connection.describe("SELECT 1 FROM missing") }.sqlState == "42P01")
    #expect(try connection.execute("SELECT to_regclass('pg_temp.described') IS NULL").bool(0, 0))
  }

  @Test("notices are kept and not printed") func notices() throws {
    var connection = try SharedServer.connect()
    try connection.execute("DROP TABLE IF EXISTS pg_temp.nothing")
    let notices = connection.takeNotices()
    #expect(notices.map(\.sqlState) == ["00000"])
    #expect(notices.first?.report.severity == "NOTICE")
    let again = connection.takeNotices()
    #expect(again.isEmpty)
  }

  @Test(
    "quoted names survive quotes, blanks, capitals and Chinese",
    arguments: ["a\"b", "Two Words", "团队", "select", "\"\"", "x'; --"])
  func identifiers(_ name: String) throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE \(quotedIdentifier(name)) (\(quotedIdentifier(name)) int4)")
    let rows = try connection.execute("SELECT \(quotedIdentifier(name)) FROM pg_temp.\(quotedIdentifier(name))")
    #expect(rows.columns.map(\.name) == [name])
  }

  @Test("a name that cannot be quoted is refused", arguments: ["", "a\0b"]) func badIdentifiers(_ name: String) throws {
    #expect(try caught { _ = try quotedIdentifier(name) }.code == .invalidText)
  }

  @Test("a zero byte is refused before it is sent") func zeroByte() throws {
    var connection = try SharedServer.connect()
    #expect(try caught { try connection.execute("SELECT $1", [.text("a\0b")]) }.code == .invalidText)
    #expect(try caught { try connection.execute("SELECT '\0'") }.code == .invalidText)
    #expect(try connection.execute("SELECT 1").integer(0, 0) == 1)
  }
}
