/// What went wrong between this program and PostgreSQL: a stable code, the server's SQLSTATE when it sent one, and
/// whether trying again can help.
///
/// `description` never holds a row value: the server's primary message is shown only for SQLSTATE classes whose
/// messages speak about objects, never about data, and its DETAIL and CONTEXT are reachable only through
/// `String(reflecting:)` or the fields. The password in use is blanked out of every text.
public struct PostgresError: Error, Sendable {
  /// What failed. Raw values are part of the public contract and are never reused.
  public enum Code: String, Sendable, CaseIterable {
    /// The connection string or a setting could not be understood by libpq.
    case invalidConnectionString
    /// The connection string carries a password; it belongs into a service or password file.
    case passwordInConnectionString
    /// No server answered, or the one that did is starting, stopping or full.
    case connectionFailed
    /// The server answers, but refuses this login, role or database.
    case loginRefused
    /// The server answers, but not over a connection whose certificate can be trusted.
    case tlsRefused
    /// The connection broke while it was in use.
    case connectionLost
    /// The peer neither sent nor took a byte within the time allowed.
    case noProgress
    /// The server refused or aborted the statement; see `sqlState`.
    case statementFailed
    /// The server answered with something else than the statement calls for, for example rows instead of COPY.
    case unexpectedReply
    /// COMMIT was answered with another tag than COMMIT: nothing was committed.
    case notCommitted
    /// COMMIT was sent and its reply lost: it may or may not have happened. Look it up before trying again.
    case commitInDoubt
    /// A COPY ended with another row count than was transferred.
    case copyCountMismatch
    /// A binary COPY stream or row breaks its own format, or was not read to its end.
    case malformedCopy
    /// A column that is read as required holds NULL.
    case unexpectedNull
    /// A column is read as another type than it has.
    case typeMismatch
    /// A value cannot be held by the type it is read into, for example NaN as units of 1e-9.
    case valueOutOfRange
    /// A text is not UTF-8, or contains a zero byte where PostgreSQL allows none.
    case invalidText
  }

  /// Whether, and how, trying again can help. See `RetrySchedule`.
  public enum RetryClass: String, Sendable, CaseIterable {
    /// Reconnect after a growing pause.
    case connection
    /// Repeat the whole transaction.
    case conflict
    /// Somebody holds a lock, or the time allowed for the statement is over: name the holder, try once more.
    case wait
    /// The server ran out of disk, temporary space or configured memory: no retry helps.
    case space
    /// The same request fails the same way.
    case never
  }

  private let fields: Fields

  /// What failed, as a stable code.
  public var code: Code { fields.code }
  /// Whether and how trying again can help.
  public var retryClass: RetryClass { fields.retryClass }
  /// The five characters of the server's SQLSTATE, when the server sent one.
  public var sqlState: String? { fields.sqlState }
  /// Our own sentence about what was being done. Holds no row value and no secret.
  public var summary: String { fields.summary }
  /// The server's or libpq's fields. They may hold row values: never write them to a shared log.
  public var server: ServerReport { fields.server }

  init(
    _ code: Code, _ summary: String, retryClass: RetryClass = .never, sqlState: String? = nil,
    server: ServerReport = ServerReport()
  ) {
    fields = Fields(code: code, summary: summary, retryClass: retryClass, sqlState: sqlState, server: server)
  }

  /// The same loss, once it is known that the COMMIT in doubt did not happen or does not matter: the work may be repeated.
  public var afterHarmlessCommit: PostgresError {
    PostgresError(
      .connectionLost, "the connection was lost at COMMIT", retryClass: .connection, sqlState: sqlState,
      server: server)
  }

  // One word wide, so that a typed throw from a decoding loop stays cheap.
  private final class Fields: Sendable {
    let code: Code
    let summary: String
    let retryClass: RetryClass
    let sqlState: String?
    let server: ServerReport

    init(code: Code, summary: String, retryClass: RetryClass, sqlState: String?, server: ServerReport) {
      self.code = code
      self.summary = summary
      self.retryClass = retryClass
      self.sqlState = sqlState
      self.server = server
    }
  }
}

/// The fields of one error or notice as the server sent them; absent ones are nil.
public struct ServerReport: Sendable, Equatable {
  public internal(set) var severity: String?
  /// The primary message. May hold row values (`invalid input syntax for type integer: "..."`).
  public internal(set) var message: String?
  /// May hold a whole row.
  public internal(set) var detail: String?
  public internal(set) var hint: String?
  /// May hold values and statements.
  public internal(set) var context: String?
  public internal(set) var schema: String?
  public internal(set) var table: String?
  public internal(set) var column: String?
  public internal(set) var constraint: String?
  /// Where in the statement, counted in characters from 1.
  public internal(set) var position: Int?

  init() {}
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  /// One line for logs and terminals: what failed, SQLSTATE, object names. No row values.
  public var description: String {
    var text = summary
    if let sqlState { text += " [\(sqlState)]" }
    let names = [
      ("schema", server.schema), ("table", server.table), ("column", server.column),
      ("constraint", server.constraint),
    ]
    for (kind, name) in names {
      if let name { text += " \(kind) \(name)" }
    }
    if let message = server.message, messageSpeaksOfObjectsOnly {
      text += ": " + message.split(separator: "\n").joined(separator: "; ")
    }
    return text
  }

  /// Everything the server said, for a person who may see the data.
  public var debugDescription: String {
    var text = "PostgresError.\(code.rawValue) (\(retryClass.rawValue)): \(description)"
    let extra = [
      ("MESSAGE", server.message), ("DETAIL", server.detail), ("HINT", server.hint), ("CONTEXT", server.context),
    ]
    for (label, value) in extra {
      if let value { text += "\n  \(label): \(value)" }
    }
    return text
  }

  /// Whether the message comes from a SQLSTATE class in which PostgreSQL quotes names and settings, never data.
  ///
  /// Class 22 and 23 quote values, P0 and XX say what a function author liked; text of libpq itself (no SQLSTATE)
  /// names hosts and files, except for a connection string that could not be parsed, which is quoted in part.
  private var messageSpeaksOfObjectsOnly: Bool {
    guard let sqlState else { return code != .invalidConnectionString && code != .passwordInConnectionString }
    return ["08", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58"].contains(sqlState.prefix(2))
  }
}
