internal import Reporting

/// What a command tells its user when it cannot go on: a code, what, where, why and what to do.
public struct Failure: Error, Sendable, CustomStringConvertible {
  /// Exit codes of the command line (sysexits).
  public enum Exit: Int32, Sendable, CaseIterable {
    case done = 0
    /// Only with `--detailed-exitcode`: there is something to do.
    case changes = 2
    /// Done in part: key results were skipped, and are listed.
    case partial = 3
    case usage = 64
    case inputRefused = 65
    case internalFault = 70
    case temporary = 75
    case noPermission = 77
    case configuration = 78
    case interrupted = 130
  }

  /// Stable, `FS` and three digits; never reused.
  public let code: MessageCode
  public let summary: String
  public var place: String
  public let why: String
  public let fix: String
  /// Whether readers see anything new: said with every failure of a run.
  public var published: String?
  /// Whether it is not known what readers see, because the reply to the last COMMIT was lost.
  var isInDoubt = false
  /// The same in Chinese.
  let chinese: (summary: String, why: String, fix: String)
  /// Set where the code alone does not decide, as with a run that was told to stop by SIGTERM.
  public var exitOverride: Exit?
  public var exit: Exit { exitOverride ?? code.exit }

  /// Who fails speaks both languages; only what libraries and servers say may stand in both as it is.
  ///
  /// - Parameter fix: what the catalogue says about the code, where nothing better is known.
  init(_ code: MessageCode, _ summary: Bilingual, place: String = "", why: Bilingual? = nil, fix: Bilingual? = nil) {
    let fix = fix ?? Bilingual(code.chineseFix, code.englishFix)
    self.code = code
    self.summary = summary.english
    self.place = place
    self.why = why?.english ?? ""
    self.fix = fix.english
    chinese = (summary.chinese, why?.chinese ?? "", fix.chinese)
  }

  public var description: String {
    var lines = ["error[\(code.rawValue)]: \(summary)"]
    if !place.isEmpty { lines.append("  place \(place)") }
    if !why.isEmpty { lines.append("  why   \(why)") }
    if let published { lines.append("  state \(published)") }
    if !fix.isEmpty { lines.append("  fix   \(fix)") }
    return lines.joined(separator: "\n")
  }
}

/// Every message code, the exit code that goes with it, and what it means in one sentence.
public enum MessageCode: String, Sendable, CaseIterable {
  case usage = "FS001"
  case configurationInvalid = "FS002"
  case configurationUnreadable = "FS003"
  case fileExists = "FS004"
  case loginRefused = "FS010"
  case serverUnreachable = "FS011"
  case connectionLost = "FS012"
  case noProgress = "FS013"
  case lockTimeout = "FS014"
  case statementTimeout = "FS015"
  case noSpace = "FS016"
  case permissionDenied = "FS017"
  case insecureConnection = "FS018"
  case statementFailed = "FS019"
  case schemaOlder = "FS020"
  case schemaNewer = "FS021"
  case migrationEdited = "FS022"
  case migrationFailed = "FS023"
  case sourceMissing = "FS024"
  case columnMismatch = "FS025"
  case periodUnknown = "FS026"
  case poolerBetween = "FS027"
  case standbyServer = "FS028"
  case encodingUnsafe = "FS029"
  case importRefused = "FS030"
  case importUnreadable = "FS031"
  case feedBroken = "FS032"
  case planMoved = "FS033"
  case planUnreadable = "FS034"
  case rowsDropped = "FS035"
  case runActive = "FS040"
  case verificationFailed = "FS041"
  case overtaken = "FS042"
  case cancelled = "FS043"
  case nothingPublished = "FS044"
  case noRollback = "FS045"
  case notFound = "FS046"
  case purgeRefused = "FS047"
  case resultHeld = "FS048"
  case reportUnwritable = "FS050"
  case localServer = "FS060"
  case addressTaken = "FS061"
  case auditBroken = "FS070"
  case onHold = "FS080"
  case gateRefused = "FS081"
  case erasureRefused = "FS082"
  case auditFileRefused = "FS083"
  case samePerson = "FS084"
  case internalFault = "FS099"

  public var exit: Failure.Exit {
    switch self {
    case .usage: .usage
    case .configurationInvalid, .configurationUnreadable, .loginRefused, .insecureConnection, .schemaOlder,
      .schemaNewer,
      .migrationEdited, .migrationFailed, .sourceMissing, .columnMismatch, .poolerBetween, .standbyServer:
      .configuration
    case .serverUnreachable, .connectionLost, .noProgress, .lockTimeout, .statementTimeout, .noSpace, .runActive,
      .overtaken, .reportUnwritable, .localServer, .onHold, .addressTaken:
      .temporary
    case .permissionDenied, .gateRefused, .samePerson: .noPermission
    case .periodUnknown, .importRefused, .importUnreadable, .feedBroken, .nothingPublished, .noRollback, .notFound,
      .purgeRefused, .planUnreadable, .fileExists, .planMoved, .auditBroken, .erasureRefused, .auditFileRefused,
      .encodingUnsafe, .rowsDropped, .resultHeld:
      .inputRefused
    case .verificationFailed, .internalFault, .statementFailed: .internalFault
    case .cancelled: .interrupted
    }
  }

  /// What the code stands for, for `fairshare explain code`.
  public var meaning: String {
    switch self {
    case .usage: "The command line was not understood."
    case .configurationInvalid: "A setting has a value that is not allowed, or no setting has that name."
    case .configurationUnreadable: "The configuration file cannot be read, or is no TOML."
    case .fileExists: "The file is there already, and is never overwritten."
    case .loginRefused: "The server refused the login: role, password, database or certificate."
    case .serverUnreachable: "No server answered at the address."
    case .connectionLost: "The connection broke and did not come back."
    case .noProgress: "The server sent nothing for longer than the connection's patience."
    case .lockTimeout: "Another session holds a lock on a table that is needed."
    case .statementTimeout: "A statement ran longer than the server allows this role."
    case .noSpace: "The server has no room left: disk, memory or a configured limit."
    case .permissionDenied: "The role lacks a right, or a row policy would hide rows from it."
    case .insecureConnection: "The connection would not be protected as it must be."
    case .statementFailed: "The server refused a statement that should have been fine."
    case .schemaOlder: "The database was not migrated as far as this program needs."
    case .schemaNewer: "The database was migrated by a newer program."
    case .migrationEdited: "A migration that was applied differs from this program's."
    case .migrationFailed: "A migration was refused; nothing of it stands."
    case .sourceMissing: "A table that cannot be done without is not in the source schema."
    case .columnMismatch: "A column is missing or of a type that cannot be read as the contract says."
    case .periodUnknown: "The period does not exist, or its dates are unusable."
    case .poolerBetween: "A connection pooler hands sessions out by the transaction; session locks do not hold there."
    case .standbyServer: "The server is a standby, which takes no writes."
    case .encodingUnsafe: "The database does not say how its text is encoded."
    case .importRefused: "At least one row of the CSV files is not as the contract says; nothing was loaded."
    case .importUnreadable: "The folder or a file cannot be read."
    case .feedBroken: "So many rows were set aside that the feed must be broken; nothing was published."
    case .planMoved: "Input, settings or engine differ from those of the plan; nothing was run."
    case .planUnreadable: "The file is no plan, or cannot be read."
    case .rowsDropped: "A table holds less than half of the rows that the published run found; nothing was published."
    case .runActive: "Another run of the same period is active."
    case .verificationFailed: "The staged result failed a check; nothing was published."
    case .overtaken: "A later run of the period took over; nothing was published."
    case .cancelled: "The run was asked to stop; nothing was published."
    case .nothingPublished: "No run of the period is published yet."
    case .noRollback: "There is no earlier run to go back to."
    case .notFound: "No such person, key result or finding in the published run."
    case .purgeRefused: "Only a superseded run can be purged."
    case .resultHeld:
      "So much would change of what is published that somebody must look first; the result waits for a release."
    case .reportUnwritable: "The reports cannot be written; the published result stands."
    case .localServer: "The private server could not be started."
    case .auditBroken: "Decisions, appeals or audit events are not as people wrote them."
    case .onHold: "Somebody has put the results on hold; nobody but HR sees them until it is released."
    case .gateRefused: "The decision gate refused: nobody decides about themselves, and two people confirm."
    case .samePerson: "A second confirmation came from the same person under another login."
    case .erasureRefused: "Nothing was erased: rows are still in use, or nobody confirmed."
    case .auditFileRefused: "The file of attributes for the bias audit cannot be used."
    case .addressTaken: "The address or port of the web view cannot be used."
    case .internalFault: "A fault of Fairshare itself."
    }
  }
}
