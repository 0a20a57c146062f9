internal import Synchronization

/// Ids that stand for other ids, and a note of those that stand for nothing.
///
/// A class, so that a table that holds it costs nothing more to pass along.
final class IdentifierAliases: Sendable {
  private let accounts: IdentifierTable
  private let numbers: [Int32]
  private let unknown = Mutex<[String: Int]>([:])

  /// Unknown ids that are told apart; beyond it only those that are known already are counted.
  static let mostUnknown = 100_000

  /// - Parameter numbers: of the thing that each account stands for.
  init(accounts: IdentifierTable, numbers: [Int32]) {
    self.accounts = accounts
    self.numbers = numbers
  }

  /// Number of the thing that an id stands for; nil, noted, where it stands for none.
  func find(_ id: UnsafeRawBufferPointer) -> Int32? {
    if let account = unsafe accounts.find(id) { return numbers[Int(account)] }
    let text = unsafe String(decoding: id.prefix(64), as: UTF8.self)
    unknown.withLock { counts in
      if counts[text] != nil || counts.count < Self.mostUnknown { counts[text, default: 0] += 1 }
    }
    return nil
  }

  /// How often each unknown id was met, in byte order of the ids.
  var unknownCounts: [(id: String, rows: Int)] {
    unknown.withLock { counts in
      counts.map { ($0.key, $0.value) }.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }
  }
}
