internal import Attribution
internal import LocalServer
internal import Postgres
internal import Reporting
internal import Store

extension Failure {
  /// The failure that an error of a lower layer amounts to.
  public init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as PostgresError: self.init(postgres: error)
    case let error as StoreError: self.init(store: error)
    case let error as LocalServerError:
      self.init(
        .localServer, Bilingual(MessageCode.localServer.chineseMeaning, error.summary),
        why: Bilingual(same: error.report))
    case let error as AttributionError:
      self.init(
        .internalFault, Bilingual("有一个模型拒绝了它的输入。", "A model refused its input."),
        why: Bilingual(same: error.description))
    case is CancellationError: self.init(.cancelled, Bilingual("运行被要求停止。", "The run was asked to stop."))
    default:
      self.init(
        .internalFault, Bilingual("意料之外的故障。", "An unexpected fault."),
        why: Bilingual(same: String(describing: type(of: error))))
    }
  }

  private init(postgres error: PostgresError) {
    let state = error.sqlState.map { "SQLSTATE \($0)" } ?? "libpq"
    let place = [error.server.table.map { "table \($0)" }, state].compactMap(\.self).joined(separator: ", ")
    let code: MessageCode =
      switch (error.code, error.sqlState ?? "") {
      case (.noProgress, _): .noProgress
      case (.tlsRefused, _), (.passwordInConnectionString, _): .insecureConnection
      case (_, "55P03"): .lockTimeout
      case (_, "57014"): .statementTimeout
      case (_, "42501"): .permissionDenied
      case (_, let state) where state.hasPrefix("28") || state == "3D000": .loginRefused
      case (_, let state) where state.hasPrefix("53"): .noSpace
      default:
        switch error.retryClass {
        case .connection: error.code == .connectionFailed ? .serverUnreachable : .connectionLost
        case .conflict: .connectionLost
        case .wait: .lockTimeout
        case .space: .noSpace
        case .never: Self.isConfiguration(error.code) ? .loginRefused : .statementFailed
        }
      }
    // libpq's messages have several lines; a message of ours has one for each thing that it says.
    let why = error.server.message.map {
      Bilingual(
        same: $0.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: " "))
    }
    if error.sqlState == "3D000" {
      self.init(
        code, Bilingual("没有这个数据库。", "There is no such database."), place: place, why: why,
        fix: Bilingual(
          "检查 PGDATABASE 或 --database 里的库名；`psql -l` 列出所有数据库。",
          "Check PGDATABASE or the name in --database; `psql -l` lists the databases."))
      return
    }
    self.init(
      code, Bilingual(code.chineseMeaning, error.summary), place: place, why: why,
      fix: Bilingual(code.chineseFix, Self.fix(code)))
  }

  private static func isConfiguration(_ code: PostgresError.Code) -> Bool {
    switch code {
    case .invalidConnectionString, .passwordInConnectionString, .loginRefused, .tlsRefused, .connectionFailed: true
    default: false
    }
  }

  private init(store error: StoreError) {
    let code: MessageCode =
      switch error.code {
      case .schemaOlder: .schemaOlder
      case .schemaNewer: .schemaNewer
      case .migrationEdited, .migrationsOutOfOrder: .migrationEdited
      case .migrationLocked: .lockTimeout
      case .migrationFailed: .migrationFailed
      case .importUnreadable: .importUnreadable
      case .importRefused, .importIncomplete: .importRefused
      case .columnMismatch: .columnMismatch
      case .sourceMissing: .sourceMissing
      case .periodUnknown, .periodUnusable: .periodUnknown
      case .zoneUnknown: .configurationInvalid
      case .encodingUnsafe: .encodingUnsafe
      default: .internalFault
      }
    let chinese = error.chinese
    self.init(
      code, Bilingual(chinese?.sentence ?? code.chineseMeaning, error.sentence), place: error.place,
      why: Bilingual(chinese?.why ?? error.why, error.why), fix: Bilingual(chinese?.fix ?? code.chineseFix, error.fix))
  }

  private static func fix(_ code: MessageCode) -> String {
    switch code {
    case .loginRefused: "Check role, database, password file and certificate; `fairshare doctor` says more."
    case .serverUnreachable: "Is the server up, and are PGHOST, PGPORT or the service right?"
    case .connectionLost, .noProgress: "Run it again; what was published before stays in force."
    case .lockTimeout: "Wait for the session that holds the lock, then run it again."
    case .statementTimeout: "Raise statement_timeout for this role, then run it again."
    case .noSpace:
      "Free room on the server, or raise the limit named above, then run it again; the staged rows were dropped."
    case .permissionDenied: "Grant the right, or BYPASSRLS-free access to all rows; see docs/operations.md."
    default: "Please report it with the code and the log."
    }
  }
}
