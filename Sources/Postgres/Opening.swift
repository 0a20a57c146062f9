internal import CLibPQ
internal import Glibc

/// One attempt to open a connection: libpq's rules, our TLS default, and a verdict on failure.
struct Opening {
  private var keywords: [(String, String)]
  private let timeout: Duration
  private let isCancelled: @Sendable () -> Bool

  init(_ settings: ConnectionSettings) throws(PostgresError) {
    timeout = settings.connectTimeout
    isCancelled = settings.isCancelled
    keywords = try Self.parse(settings.connectionString)
    keywords += [("application_name", settings.applicationName), ("client_encoding", "UTF8")]
  }

  /// Takes the connection string apart; refuses a password in it.
  private static func parse(_ text: String) throws(PostgresError) -> [(String, String)] {
    guard !text.utf8.contains(0) else {
      throw PostgresError(.invalidConnectionString, "the connection string contains a zero byte")
    }
    var message: UnsafeMutablePointer<CChar>? = nil
    guard let options = unsafe PQconninfoParse(text, &message) else {
      unsafe PQfreemem(message)
      // libpq's own words quote the string, which may hold a password.
      throw PostgresError(.invalidConnectionString, "the connection string is not understood by libpq")
    }
    defer { unsafe PQconninfoFree(options) }
    let pairs = unsafe Self.pairs(options)
    for (key, _) in pairs where key == "password" || key == "sslpassword" {
      throw PostgresError(
        .passwordInConnectionString,
        "the connection string holds a \(key); put it into a password file (PGPASSFILE) or a service file")
    }
    return pairs
  }

  private static func pairs(_ options: UnsafeMutablePointer<PQconninfoOption>) -> [(String, String)] {
    var pairs: [(String, String)] = []
    var option = unsafe options
    while let key = unsafe string(option.pointee.keyword) {
      if let value = unsafe string(option.pointee.val) { pairs.append((key, value)) }
      unsafe option += 1
    }
    return pairs
  }

  func connect() throws(PostgresError) -> Wire {
    let wire = try begin(keywords)
    let stricter = try stricterSettings(wire)
    return try complete(stricter.isEmpty ? wire : try begin(keywords + stricter))
  }

  private func begin(_ keywords: [(String, String)]) throws(PostgresError) -> Wire {
    // Later entries win over earlier ones; libpq reads the arrays up to a null.
    let started = withCStrings(keywords.map(\.0)) { keys in
      withCStrings(keywords.map(\.1)) { values in unsafe PQconnectStartParams(keys, values, 0) }
    }
    guard let started = unsafe started else {
      throw PostgresError(.connectionFailed, "libpq has no memory for a connection", retryClass: .space)
    }
    // Verbose messages carry the SQLSTATE, which libpq hides otherwise while a
    // connection is being made or when it is lost between statements.
    _ = unsafe PQsetErrorVerbosity(started, PQERRORS_VERBOSE)
    let wire = unsafe Wire(adopting: started)
    wire.isCancelled = isCancelled
    return wire
  }

  /// What protects the way to another machine better than what is in force.
  ///
  /// - `verify-full` where nobody named a mode. Who named `prefer` or `allow` is refused: both fall back to plain text when a login
  ///   fails. Any other mode was named by somebody who wants it.
  /// - `channel_binding=require` wherever TLS is asked for and nobody named another value: a password is then proved to the server
  ///   at the end of this very TLS connection only.
  ///
  /// - Throws: `PostgresError`, code `tlsRefused`.
  private func stricterSettings(_ wire: Wire) throws(PostgresError) -> [(String, String)] {
    guard let options = unsafe PQconninfo(wire.connection) else { return [] }
    defer { unsafe PQconninfoFree(options) }
    let effective = Dictionary(unsafe Self.pairs(options), uniquingKeysWith: { $1 })
    let address = effective["hostaddr"] ?? effective["host"] ?? ""
    let hosts = address.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !hosts.allSatisfy(Self.isSocket) else { return [] }
    var stricter: [(String, String)] = []
    var mode = effective["sslmode"] ?? "prefer"
    if mode == "prefer" || mode == "allow", !hosts.allSatisfy(Self.isLocal) {
      guard !isNamed("sslmode", "PGSSLMODE") else {
        throw PostgresError(
          .tlsRefused,
          "sslmode=\(mode) falls back to plain text when a login fails; name verify-full, or leave it out, which means the same"
        )
      }
      mode = "verify-full"
      stricter.append(("sslmode", mode))
    }
    let binding = effective["channel_binding"] ?? "prefer"
    if ["require", "verify-ca", "verify-full"].contains(mode), binding == "prefer",
      !isNamed("channel_binding", "PGCHANNELBINDING")
    {
      stricter.append(("channel_binding", "require"))
    }
    return stricter
  }

  /// Whether the connection string or the environment names a setting.
  private func isNamed(_ keyword: String, _ variable: String) -> Bool {
    let isInEnvironment = unsafe getenv(variable) != nil
    return isInEnvironment || keywords.contains { $0.0 == keyword }
  }

  private static func isSocket(_ host: String) -> Bool { host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") }

  /// Whether a host is a socket folder or this machine itself.
  static func isLocal(_ host: String) -> Bool {
    if isSocket(host) { return true }
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private func complete(_ wire: Wire) throws(PostgresError) -> Wire {
    let clock = ContinuousClock()
    let deadline = clock.now + timeout
    var events = POLLOUT
    while unsafe PQstatus(wire.connection) != CONNECTION_BAD {
      let seen = wire.poll(events, for: deadline - clock.now)
      guard seen != 0 else {
        throw PostgresError(
          .noProgress, "no answer from the server within \(timeout.components.seconds) s", retryClass: .connection)
      }
      // A server that refuses a login says why; one that hangs up without a word is starting, stopping or cut off.
      let hungUp = seen & ~POLLOUT != 0 && wire.isAtEnd
      switch unsafe PQconnectPoll(wire.connection) {
      case PGRES_POLLING_READING: events = POLLIN
      case PGRES_POLLING_WRITING: events = POLLOUT
      case PGRES_POLLING_OK:
        guard unsafe PQsetnonblocking(wire.connection, 1) == 0 else { throw wire.error("a connection") }
        return wire
      default: throw hungUp ? hangUp(wire) : refusal(wire)
      }
    }
    throw refusal(wire)
  }

  private func hangUp(_ wire: Wire) -> PostgresError {
    var report = ServerReport()
    report.message = unsafe string(PQerrorMessage(wire.connection)).map { redacted($0, wire.secret) }
    return PostgresError(
      .connectionFailed, "the server hung up during the login", retryClass: .connection, server: report)
  }

  /// Why no connection came about: by SQLSTATE, else by asking whether the server answers at all.
  private func refusal(_ wire: Wire) -> PostgresError {
    let text = redacted(unsafe string(PQerrorMessage(wire.connection)) ?? "", wire.secret)
    var report = ServerReport()
    report.message = text.isEmpty ? nil : text
    if let (state, message) = Self.sqlState(inVerbose: text) {
      report.message = message
      let retry = PostgresError.RetryClass(sqlState: state)
      let code: PostgresError.Code = retry == .never ? .loginRefused : .connectionFailed
      return PostgresError(
        code, code == .loginRefused ? "the server refused the login" : "the server takes no connection now",
        retryClass: retry, sqlState: state, server: report)
    }
    if unsafe PQconnectionNeedsPassword(wire.connection) == 1 {
      return PostgresError(.loginRefused, "the server asks for a password and none was found", server: report)
    }
    let wantsTLS = mode(wire).map { ["require", "verify-ca", "verify-full"].contains($0) } ?? false
    switch ping(relaxingTLS: wantsTLS, within: timeout) {
    case PQPING_OK where wantsTLS:
      return PostgresError(.tlsRefused, "no trusted TLS connection to the server", server: report)
    case PQPING_OK:
      return PostgresError(.loginRefused, "the server answers but refuses the connection", server: report)
    case PQPING_NO_ATTEMPT:
      return PostgresError(.invalidConnectionString, "libpq refuses a connection setting", server: report)
    default:
      return PostgresError(
        .connectionFailed, "no connection to the server", retryClass: .connection, server: report)
    }
  }

  /// The sslmode in force.
  private func mode(_ wire: Wire) -> String? {
    guard let options = unsafe PQconninfo(wire.connection) else { return nil }
    defer { unsafe PQconninfoFree(options) }
    return unsafe Self.pairs(options).last { $0.0 == "sslmode" }?.1
  }

  /// Whether a server answers at this address; one that is full or starting does.
  func isServerAlive(within limit: Duration) -> Bool {
    ping(relaxingTLS: true, within: limit) != PQPING_NO_RESPONSE
  }

  /// Asks whether a server answers at this address, with a made-up login: no secret leaves for an unverified peer.
  private func ping(relaxingTLS: Bool, within limit: Duration) -> PGPing {
    let seconds = max(2, min(5, limit.components.seconds))
    var anonymous =
      keywords + [
        ("user", "fairshare_ping"), ("password", "-"), ("passfile", "/nonexistent/fairshare"),
        ("gssencmode", "disable"), ("channel_binding", "disable"), ("connect_timeout", "\(seconds)"),
      ]
    if relaxingTLS { anonymous.append(("sslmode", "prefer")) }
    return withCStrings(anonymous.map(\.0)) { keys in
      withCStrings(anonymous.map(\.1)) { values in unsafe PQpingParams(keys, values, 0) }
    }
  }

  /// Finds the SQLSTATE in a verbose message: `FATAL:  28P01: text`. Its form is the same in every language.
  static func sqlState(inVerbose text: String) -> (state: String, message: String)? {
    let bytes = Array(text.utf8)
    var found: (String, String)? = nil
    guard bytes.count >= 10 else { return nil }
    for start in 0...(bytes.count - 10) {
      guard bytes[start..<start + 3].elementsEqual(":  ".utf8) else { continue }
      let state = bytes[start + 3..<start + 8]
      guard state.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) else { continue }
      guard bytes[start + 8] == 58, bytes[start + 9] == 32 else { continue }
      let line = bytes[(start + 10)...].prefix { $0 != 10 }
      found = (String(decoding: state, as: UTF8.self), String(decoding: line, as: UTF8.self))
    }
    return found
  }
}

/// Lends a null-terminated array of C strings.
@safe func withCStrings<R>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R
) -> R {
  let copies = unsafe texts.map { unsafe strdup($0) }
  defer {
    for index in 0..<texts.count { unsafe free(copies[index]) }
  }
  let pointers = unsafe copies.map { unsafe UnsafePointer<CChar>($0) } + [nil]
  return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
}
