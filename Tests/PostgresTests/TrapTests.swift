import Glibc
import LocalServer
import Postgres
import Synchronization
import Testing

/// The ten traps of a batch on PostgreSQL; each test fails when its guard is taken away.
@Suite struct TrapTests {
  @Test("1: a COPY that fails after two rows is an error, not a short table") func truncatedCopyOut() throws {
    var connection = try SharedServer.connect()
    var rows = 0
    let error = try caught {
      try connection.copyOut("COPY (SELECT 1 / (3 - i) FROM generate_series(1, 5) i) TO STDOUT (FORMAT binary)") {
        row in
        _ = try row.int32()
        rows += 1
      }
    }
    #expect(rows == 2)
    #expect(error.sqlState == "22012")
    #expect(error.retryClass == .never)
    #expect(try connection.execute("SELECT 1").integer(0, 0) == 1)
  }

  @Test("1: a COPY that lost a row, or its trailer, on the way is an error", arguments: [3, 8])
  func lostCopyRow(_ lost: Int) throws {
    let seen = Atomic<Int>(0)
    let proxy = try MessageProxy(to: SharedServer.server().folder) { _, type, _ in
      guard type == UInt8(ascii: "d") else { return .forward }
      return seen.add(1, ordering: .relaxed).newValue == lost ? .drop : .forward
    }
    var connection = try Connection(ConnectionSettings("host=\(proxy.folder) dbname=postgres user=postgres"))
    let error = try caught {
      try connection.copyOut("COPY (SELECT generate_series(1, 7)) TO STDOUT (FORMAT binary)") { try $0.skip() }
    }
    #expect(error.code == (lost == 8 ? .malformedCopy : .copyCountMismatch))
  }

  @Test("2: COMMIT of a failed transaction is an error, although the server reports success")
  func commitOfFailedTransaction() throws {
    var connection = try SharedServer.connect()
    let error = try caught {
      try connection.withTransaction { connection in
        _ = try? connection.execute("SELECT 1 / 0")
      }
    }
    #expect(error.code == .notCommitted)
    let isOpen = connection.isInTransaction
    #expect(!isOpen)
  }

  @Test("3: a COPY IN that the server refused stops in the middle with the server's reason")
  func refusedCopyIn() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8 CHECK (a > 0), b text)")
    let padding = String(repeating: "x", count: 100)
    var begun = 0
    let error = try caught {
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { writer in
        for index in 0..<600_000 {
          begun = index
          writer.rows.begin(fields: 2)
          writer.rows.int64(Int64(index))
          writer.rows.text(padding)
          try writer.endRow()
        }
      }
    }
    #expect(error.sqlState == "23514")
    #expect(begun < 590_000, "all rows were sent into the void")
    #expect(try connection.execute("SELECT count(*) FROM pg_temp.t").integer(0, 0) == 0)
  }

  @Test("3: an error that comes only with the last row is reported") func lateCopyInError() throws {
    var connection = try SharedServer.connect()
    try connection.execute("CREATE TEMP TABLE t (a int8 CHECK (a > 0))")
    let error = try caught {
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { writer in
        writer.rows.begin(fields: 1)
        writer.rows.int64(-1)
      }
    }
    #expect(error.sqlState == "23514")
  }

  @Test("3: notices of a trigger do not stop a COPY IN") func noticesDuringCopyIn() throws {
    let database = try SharedServer.database()
    var connection = try Connection(SharedServer.server().settings(database: database))
    try connection.executeScript(
      """
      CREATE TABLE public.t (a int8);
      CREATE FUNCTION public.talk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE NOTICE 'row %', NEW.a; RETURN NEW; END $$;
      CREATE TRIGGER talk BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.talk();
      """)
    let rows = try connection.copyIn("COPY public.t FROM STDIN (FORMAT binary)") { writer in
      for index in 0..<20_000 {
        writer.rows.begin(fields: 1)
        writer.rows.int64(Int64(index))
        if index % 1000 == 0 { try writer.flush() }
      }
    }
    #expect(rows == 20_000)
    let notices = connection.takeNotices()
    #expect(notices.count == 200)
    #expect(notices.last?.report.message == "row 19999")
  }

  @Test("4: a policy that hides rows is refused with 42501 instead of a subset") func rowSecurity() throws {
    let database = try SharedServer.database()
    var owner = try Connection(SharedServer.server().settings(database: database))
    try owner.executeScript(
      """
      DO $$ BEGIN CREATE ROLE plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
      CREATE TABLE public.people AS SELECT generate_series(1, 9) AS id;
      ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;
      CREATE POLICY visible ON public.people USING (id < 4);
      GRANT SELECT ON public.people TO plain;
      """)
    var reader = try Connection(SharedServer.server().settings(database: database, user: "plain"))
    let byQuery = try caught { _ = try reader.execute("SELECT id FROM public.people") }
    #expect(byQuery.sqlState == "42501")
    let byCopy = try caught {
      try reader.copyOut("COPY public.people TO STDOUT (FORMAT binary)") { try $0.skip() }
    }
    #expect(byCopy.sqlState == "42501")
    #expect(byCopy.retryClass == .never)
  }

  @Test("5: a lost reply to COMMIT is in doubt, and the row may well be there") func lostCommitReply() throws {
    let database = try SharedServer.database()
    var observer = try Connection(SharedServer.server().settings(database: database))
    try observer.execute("CREATE TABLE public.runs (id int8)")
    let proxy = try MessageProxy(to: SharedServer.server().folder) { _, type, body in
      type == UInt8(ascii: "C") && body.starts(with: Array("COMMIT".utf8)) ? .cut : .forward
    }
    var connection = try Connection(ConnectionSettings("host=\(proxy.folder) dbname=\(database) user=postgres"))
    let error = try caught {
      _ = try connection.withTransaction { try $0.execute("INSERT INTO public.runs VALUES (1)") }
    }
    #expect(error.code == .commitInDoubt)
    let isUsable = connection.isUsable
    #expect(!isUsable)
    #expect(try observer.execute("SELECT count(*) FROM public.runs").integer(0, 0) == 1)
    // Never repeated blindly.
    #expect(RetrySchedule().pause(after: error, try: 1, paused: .zero, jitter: 0.5) == nil)
  }

  @Test("5: a line cut at any message is either a success, in doubt, or without effect") func cutAnywhere() throws {
    let database = try SharedServer.database()
    let server = try SharedServer.server()
    var observer = try Connection(server.settings(database: database))
    try observer.execute("CREATE TABLE public.runs (id int8 PRIMARY KEY)")
    var outcomes: Set<String> = []
    for point in 1...60 {
      let proxy = try MessageProxy(to: server.folder) { number, _, _ in number == point ? .cut : .forward }
      var outcome = "done"
      do {
        var connection = try Connection(
          ConnectionSettings("host=\(proxy.folder) dbname=\(database) user=postgres", connectTimeout: .seconds(5)))
        try connection.withTransaction {
          try $0.execute("INSERT INTO public.runs VALUES ($1)", [.int64(Int64(point))])
        }
      } catch let error as PostgresError {
        outcome = error.code == .commitInDoubt ? "in doubt" : "failed"
        #expect(error.retryClass == .connection, "cut at \(point): \(error)")
      }
      let stored = try observer.execute("SELECT count(*) FROM public.runs WHERE id = $1", [.int64(Int64(point))])
        .integer(0, 0)
      if outcome == "done" { #expect(stored == 1, "cut at \(point)") }
      if outcome == "failed" { #expect(stored == 0, "cut at \(point)") }
      outcomes.insert(outcome)
    }
    #expect(outcomes == ["done", "in doubt", "failed"])
  }

  @Test("6: a frozen server process ends in noProgress, not in a wait until morning") func frozenPeer() throws {
    var connection = try SharedServer.connect(patience: .seconds(1))
    let backend = connection.backendProcessID
    kill(backend, SIGSTOP)
    defer { kill(backend, SIGCONT) }
    let clock = ContinuousClock()
    let start = clock.now
    let error = try caught { _ = try connection.execute("SELECT 1") }
    #expect(error.code == .noProgress)
    #expect(error.retryClass == .connection)
    #expect(clock.now - start < .seconds(5))
    let isUsable = connection.isUsable
    #expect(!isUsable)
  }

  @Test("6: a peer that freezes within a COPY OUT ends in noProgress") func frozenCopyOut() throws {
    let proxy = try MessageProxy(to: SharedServer.server().folder) { _, type, _ in
      type == UInt8(ascii: "d") ? .freeze : .forward
    }
    var settings = ConnectionSettings("host=\(proxy.folder) dbname=postgres user=postgres")
    settings.patience = .seconds(1)
    var connection = try Connection(settings)
    let error = try caught {
      try connection.copyOut("COPY (SELECT generate_series(1, 10)) TO STDOUT (FORMAT binary)") { try $0.skip() }
    }
    #expect(error.code == .noProgress)
  }

  @Test("6: a peer that freezes within a COPY IN ends in noProgress, while sending or at the end", arguments: [1, 60])
  func frozenCopyIn(_ megabytes: Int) throws {
    var connection = try SharedServer.connect(patience: .seconds(1))
    try connection.execute("CREATE TEMP TABLE t (a text)")
    let backend = connection.backendProcessID
    defer { kill(backend, SIGCONT) }
    let padding = String(repeating: "x", count: 1000)
    let error = try caught {
      try connection.copyIn("COPY pg_temp.t FROM STDIN (FORMAT binary)") { writer in
        kill(backend, SIGSTOP)
        for _ in 0..<(megabytes == 1 ? 10 : megabytes * 1000) {
          writer.rows.begin(fields: 1)
          writer.rows.text(padding)
          try writer.endRow()
        }
      }
    }
    #expect(error.code == .noProgress)
  }

  @Test("6: a statement that computes in silence is left alone for as long as its caller allows")
  func patientStatement() throws {
    var connection = try SharedServer.connect(patience: .milliseconds(300))
    #expect(try connection.execute("SELECT pg_sleep(1), 1", patience: .seconds(10)).integer(0, 1) == 1)
    #expect(try caught { _ = try connection.execute("SELECT pg_sleep(2)") }.code == .noProgress)
  }

  @Test("8: NaN passes a CHECK of the server and is seen after decoding") func notANumber() throws {
    var connection = try SharedServer.connect()
    try connection.executeScript(
      """
      CREATE TEMP TABLE t (w numeric CHECK (w >= 0), f float8 CHECK (f >= 0));
      INSERT INTO pg_temp.t VALUES ('NaN', 'NaN');
      """)
    var seen = 0
    try connection.copyOut("COPY pg_temp.t TO STDOUT (FORMAT binary)") { row in
      if try row.numeric().isNaN { seen += 1 }
      if try row.float8().isNaN { seen += 1 }
    }
    #expect(seen == 2)
    let rows = try connection.execute("SELECT w FROM pg_temp.t")
    #expect(try rows.numeric(0, 0).isNaN)
    #expect(try caught { _ = try rows.nano(0, 0) }.code == .valueOutOfRange)
  }

  @Test("9: a session has the pinned settings whatever the caller's environment asks for") func pinnedSettings() throws
  {
    var settings = try SharedServer.server().settings()
    settings.connectionString +=
      " options='-c row_security=on -c extra_float_digits=0 -c timezone=Asia/Shanghai -c datestyle=German"
      + " -c search_path=public -c synchronize_seqscans=on -c statement_timeout=12345'"
    settings.sessionSettings = [("timezone", "Asia/Tokyo"), ("work_mem", "8MB")]
    settings.idleInTransactionTimeout = .seconds(90)
    var connection = try Connection(settings)
    let expected = [
      ("search_path", ""), ("row_security", "off"), ("timezone", "UTC"), ("datestyle", "ISO, DMY"),
      ("extra_float_digits", "3"), ("client_encoding", "UTF8"), ("synchronize_seqscans", "off"),
      ("statement_timeout", "12345ms"), ("lock_timeout", "20s"), ("work_mem", "8MB"),
      ("idle_in_transaction_session_timeout", "90s"), ("application_name", "fairshare"),
    ]
    for (name, value) in expected {
      let found = try connection.execute("SELECT current_setting($1)", [.text(name)]).text(0, 0)
      #expect(found == value, "\(name)")
    }
  }
}
