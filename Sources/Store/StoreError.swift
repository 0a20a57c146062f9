/// What went wrong between values and the database: a stable code, where, why, and what mends it.
///
/// `description` holds no names and no row values and may be logged; `String(reflecting:)` also shows the cause.
public struct StoreError: Error, Sendable {
  /// Stable names of faults; a code is never used again for another fault.
  public enum Code: String, Sendable, CaseIterable {
    /// The digest library has no SHA-256 or no memory.
    case digestUnavailable
    /// A migration file differs from the one that was applied.
    case migrationEdited
    /// The database was migrated by a newer program.
    case schemaNewer
    /// The database has not been migrated as far as this program needs.
    case schemaOlder
    /// The list of migrations has a gap, a double or a wrong name.
    case migrationsOutOfOrder
    /// Another process migrates, or holds a lock that a migration needs.
    case migrationLocked
    /// A migration was refused by the server.
    case migrationFailed
    /// The folder or file to import cannot be read.
    case importUnreadable
    /// Rows or columns of the import are not as the contract says.
    case importRefused
    /// The server did not store what was sent.
    case importIncomplete
    /// A column of the database has another type than the contract says.
    case columnMismatch
    /// A table that the engine needs is not in the source schema.
    case sourceMissing
    /// The period asked for is not in the table of periods.
    case periodUnknown
    /// The period's dates make no period.
    case periodUnusable
    /// The server knows no time zone of that name.
    case zoneUnknown
    /// The database does not say how its text is encoded.
    case encodingUnsafe
    /// A value in the database cannot be read.
    case valueUnreadable
    /// An erasure would have changed somebody else's share.
    case erasureMovedOthers
  }

  /// Which fault it is.
  public let code: Code

  /// What failed, in one short sentence.
  public let sentence: String

  /// Where: a file, a table, a migration or a step.
  public let place: String

  /// Why, as far as it is known.
  public let why: String

  /// What the reader can do about it.
  public let fix: String

  /// The same in Chinese, where the sender says it.
  public let chinese: Words?

  /// The error underneath, if there was one.
  public let underlying: (any Error)?

  /// What, why and what to do, in another language.
  public struct Words: Sendable {
    public let sentence: String
    public let why: String
    public let fix: String

    public init(_ sentence: String, why: String, fix: String) {
      self.sentence = sentence
      self.why = why
      self.fix = fix
    }
  }

  /// Makes an error; the texts hold no names and no row values.
  public init(
    _ code: Code, sentence: String, place: String, why: String, fix: String, chinese: Words? = nil,
    underlying: (any Error)? = nil
  ) {
    self.chinese = chinese
    self.code = code
    self.sentence = sentence
    self.place = place
    self.why = why
    self.fix = fix
    self.underlying = underlying
  }

  static func digestUnavailable() -> StoreError {
    StoreError(
      .digestUnavailable, sentence: "No SHA-256 digest could be taken.", place: "OpenSSL libcrypto",
      why: "The library refused to start or to continue a digest; it may lack memory.",
      fix: "Free memory, and check the installation of libssl3.",
      chinese: Words("无法计算 SHA-256 摘要。", why: "加密库不能开始或继续计算，可能是内存不足。", fix: "腾出内存，并检查 libssl3 的安装。"))
  }
}

extension StoreError: CustomStringConvertible, CustomDebugStringConvertible {
  /// Code, sentence, place, why and fix on one line.
  public var description: String { "\(code.rawValue): \(sentence) (\(place)) \(why) \(fix)" }

  /// The description and the error underneath, which may show row values.
  public var debugDescription: String {
    guard let underlying else { return description }
    return "\(description) Cause: \(String(reflecting: underlying))"
  }
}
