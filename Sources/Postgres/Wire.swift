internal import CLibPQ
internal import Dispatch
internal import Glibc

/// One libpq connection in non-blocking mode, with a limit on silence.
///
/// The progress rule: each time a byte arrives or is taken, the clock starts again; when nothing moves for the time
/// allowed, the connection is given up with `noProgress` and never used again. A frozen peer (stopped process, stuck
/// proxy) keeps TCP itself alive, so neither keepalives nor `tcp_user_timeout` would end the wait.
///
/// A server that computes is silent too, and nothing on the wire tells it from a frozen one. Therefore each
/// statement has its own `patience`: the default fits statements that stream or are short; a statement that
/// sorts or builds an index for minutes is given more by its caller, together with a `statement_timeout` that is
/// shorter than the patience. Then a live server always speaks first (57014), and silence proves a dead one.
/// Where a statement has more patience than the connection, the address is asked after each such time of silence
/// whether a server still answers there: a stuck proxy or a stopped machine does not, and the wait ends.
///
/// The wish to stop is looked at while waiting: the statement under way is cancelled on the server, and a server that
/// does not answer even then is left.
@safe final class Wire {
  let connection: OpaquePointer
  private(set) var notices: [Notice] = []
  private(set) var noticeCount = 0
  private var isGivenUp = false
  /// Whether whoever runs the statement wants it to end.
  var isCancelled: @Sendable () -> Bool = { false }
  /// Silence after which the address is asked whether a server still answers.
  var silence = Duration.seconds(86_400)
  /// Silence that is borne at the most, whatever patience a statement has.
  private var longest = Duration.seconds(86_400)
  /// Whether a server answers at the address of this connection; a server that is frozen takes the given time not to.
  var isServerAlive: (Duration) -> Bool = { _ in true }
  /// How long that question may take.
  private var question = Duration.seconds(5)
  /// Until when a cancelled statement may still answer.
  private var stopDeadline: ContinuousClock.Instant?
  /// Whether the statement under way was begun after another one was told to end: it is left alone.
  private var isLeftAlone = false
  /// The request to cancel that is under way.
  private var cancelling: DispatchGroup?
  /// When the statement is asked once more to end.
  private var nextRequest = ContinuousClock.now

  /// How long a cancelled statement may take to end.
  private static let grace = Duration.milliseconds(2000)
  /// How often the wish to stop is looked at while nothing moves.
  private static let slice = Duration.milliseconds(200)
  /// How many notices are kept; a trigger that talks on every row must not fill the memory.
  private static let noticeLimit = 200

  init(adopting connection: OpaquePointer) {
    unsafe self.connection = unsafe connection
    _ = unsafe PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context = unsafe context else { return }
        let wire = unsafe Unmanaged<Wire>.fromOpaque(context).takeUnretainedValue()
        unsafe wire.note(result)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { unsafe PQfinish(connection) }

  var isBad: Bool { unsafe isGivenUp || PQstatus(connection) == CONNECTION_BAD }

  /// The password in use, to be blanked out of texts.
  var secret: String? { unsafe string(PQpass(connection)) }

  func takeNotices() -> [Notice] {
    defer { notices = [] }
    return notices
  }

  /// Marks the connection as unusable; it is closed when its owner goes.
  func giveUp() { isGivenUp = true }

  private func note(_ result: OpaquePointer?) {
    noticeCount += 1
    if notices.count == Self.noticeLimit { notices.removeFirst() }
    var report = unsafe ServerReport(result: result)
    report.redact(secret)
    notices.append(Notice(sqlState: unsafe string(PQresultErrorField(result, diagnostic("C"))), report: report))
  }

  func error(_ doing: String) -> PostgresError {
    let text = unsafe string(PQerrorMessage(connection)) ?? ""
    guard isBad else {
      var report = ServerReport()
      report.message = redacted(text, secret)
      return PostgresError(.unexpectedReply, doing, server: report)
    }
    return lossError(doing, text)
  }

  func requireUsable(_ doing: String) throws(PostgresError) {
    guard !isBad else { throw error(doing) }
  }

  /// To be called before a statement is sent.
  func beginStatement(_ doing: String) throws(PostgresError) {
    try requireUsable(doing)
    isLeftAlone = stopDeadline != nil
    // The server signals a session and then its process group: the second signal may come when the statement has long answered the
    // first, and would end the next statement. Once the request is over both have been sent.
    _ = cancelling?.wait(timeout: .now() + .seconds(1))
    cancelling = nil
  }

  /// Waits until the socket is ready, and says for what.
  ///
  /// - Returns: the events seen; 0 when `limit` passed.
  func poll(_ events: Int32, for limit: Duration) -> Int32 {
    let clock = ContinuousClock()
    var deadline = clock.now + limit
    while true {
      if isCancelled() { stop() }
      if let stopDeadline { deadline = min(deadline, stopDeadline) }
      var descriptor = pollfd(fd: unsafe PQsocket(connection), events: Int16(events), revents: 0)
      // A closed socket counts as readable: the read that follows finds and names the fault.
      guard descriptor.fd >= 0 else { return POLLIN }
      let left = min(deadline - clock.now, Self.slice)
      let ready = unsafe Glibc.poll(&descriptor, 1, milliseconds(left))
      if ready > 0 { return Int32(descriptor.revents) }
      if ready == 0 && deadline <= clock.now { return 0 }
      if ready < 0 && errno != EINTR { return POLLIN }
    }
  }

  /// Cancels the statement under way, from another thread because a frozen server takes no cancel request either.
  ///
  /// The request is repeated until the statement ends: a session that has not read the statement yet ignores it. What the session is
  /// sent afterwards (ROLLBACK) is left alone.
  private func stop() {
    let now = ContinuousClock.now
    if stopDeadline == nil { stopDeadline = now + Self.grace }
    // While a connection is being made there is nothing to cancel.
    guard unsafe PQtransactionStatus(connection) == PQTRANS_ACTIVE, !isLeftAlone, now >= nextRequest else { return }
    if let cancelling, cancelling.wait(timeout: .now()) == .timedOut { return }
    guard let handle = unsafe CancelHandle(connection: connection) else { return }
    let group = DispatchGroup()
    // A queue of its own gets a thread at once; the shared ones may be full of work that computes.
    DispatchQueue(label: "fairshare.cancel").async(group: group) { handle.cancel() }
    cancelling = group
    nextRequest = now + Self.slice
  }

  /// From now on nothing is cancelled: what is left to do must be done although the run was asked to stop.
  ///
  /// - Parameter limits: silence after which the address is asked from now on, and silence that is borne at the most; nil leaves
  ///   both as they were.
  func finishUndisturbed(_ limits: (ask: Duration, most: Duration)?) {
    isCancelled = { false }
    stopDeadline = nil
    if let limits {
      (silence, longest) = limits
      question = .seconds(2)
    }
  }

  /// Whether the peer closed the line and nothing is left to read.
  var isAtEnd: Bool {
    var byte: UInt8 = 0
    let descriptor = unsafe PQsocket(connection)
    guard descriptor >= 0 else { return false }
    let count = unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno == ECONNRESET)
  }

  /// As `poll`, but silence for the whole of `limit` gives the connection up.
  func wait(_ events: Int32, _ limit: Duration, _ doing: String) throws(PostgresError) -> Int32 {
    let limit = min(limit, longest)
    var waited = min(limit, silence)
    var seen = poll(events, for: waited)
    while seen == 0, waited < limit, stopDeadline == nil, isServerAlive(question) {
      let more = min(limit - waited, silence)
      seen = poll(events, for: more)
      waited += more
    }
    if seen == 0 {
      giveUp()
      throw PostgresError(
        .noProgress, "\(doing): the server neither sent nor took a byte for \(waited.components.seconds) s",
        retryClass: .connection)
    }
    return seen
  }

  /// Sends what is buffered, reading what arrives meanwhile so that the server never blocks on us.
  ///
  /// - Returns: whether something was read.
  @discardableResult func flush(_ limit: Duration, _ doing: String) throws(PostgresError) -> Bool {
    var heard = false
    while true {
      let state = unsafe PQflush(connection)
      if state == 0 { return heard }
      if state < 0 { throw lost(doing) }
      let seen = try wait(POLLIN | POLLOUT, limit, doing)
      if seen & ~POLLOUT != 0 {
        heard = true
        if unsafe PQconsumeInput(connection) == 0 { throw lost(doing) }
      }
    }
  }

  /// Waits for more bytes from the server and reads them.
  func receive(_ limit: Duration, _ doing: String) throws(PostgresError) {
    _ = try wait(POLLIN, limit, doing)
    // A failed read is reported by the next call that needs its bytes, together with the server's last words.
    _ = unsafe PQconsumeInput(connection)
  }

  /// The next result of the statement under way, or nil when it is over.
  func nextResult(_ limit: Duration, _ doing: String) throws(PostgresError) -> Rows? {
    try flush(limit, doing)
    while unsafe PQisBusy(connection) == 1 {
      _ = try wait(POLLIN, limit, doing)
      if unsafe PQconsumeInput(connection) == 0 { break }
    }
    guard let result = unsafe PQgetResult(connection) else { return nil }
    return unsafe Rows(adopting: result)
  }

  /// Reads results until the statement is over.
  ///
  /// - Returns: the last result.
  /// - Throws: the first error among the results.
  func finish(_ limit: Duration, _ doing: String) throws(PostgresError) -> Rows {
    var last: Rows? = nil
    var failure: PostgresError? = nil
    while let rows = try nextResult(limit, doing) {
      if rows.isFailure {
        if failure == nil { failure = unsafe PostgresError(result: rows.result, wire: self, doing: doing) }
      } else if rows.isCopy {
        // Nobody is there to move its rows: the stream would have to be ended by hand.
        giveUp()
        throw PostgresError(.unexpectedReply, "\(doing): the server started a COPY that was not asked for")
      } else {
        last = consume rows
      }
    }
    if let failure { throw failure }
    guard let answer = consume last else { throw error(doing) }
    return answer
  }

  /// A lost connection, with the server's last words when it had any.
  ///
  /// A server that ends an idle session says why before anything was asked, so libpq has no result to put it into:
  /// it comes as a notice of severity FATAL, or within libpq's own text, which is verbose and holds the SQLSTATE.
  func lossError(_ doing: String, _ text: String) -> PostgresError {
    var report = ServerReport()
    var state: String? = nil
    if let last = notices.last(where: { $0.report.severity == "FATAL" || $0.report.severity == "PANIC" }) {
      report = last.report
      state = last.sqlState
    } else if let found = Opening.sqlState(inVerbose: text) {
      report.message = redacted(found.message, secret)
      state = found.state
    } else if !text.isEmpty {
      report.message = redacted(text, secret)
    }
    return PostgresError(
      .connectionLost, doing + ": the connection was lost", retryClass: .connection, sqlState: state, server: report)
  }

  /// The error behind a failed send or read, with the server's last words when they arrived.
  func lost(_ doing: String) -> PostgresError {
    if isBad, let result = unsafe PQgetResult(connection) {
      defer { unsafe PQclear(result) }
      return unsafe PostgresError(result: result, wire: self, doing: doing)
    }
    return error(doing)
  }
}

/// A duration for poll(2): at least 0, rounded up, at most a day.
func milliseconds(_ duration: Duration) -> Int32 {
  let parts = duration.components
  guard parts.seconds >= 0 && duration > .zero else { return 0 }
  return Int32(min(parts.seconds, 86_400) * 1000 + parts.attoseconds / 1_000_000_000_000_000) + 1
}
