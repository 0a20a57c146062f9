internal import Pipeline
internal import Postgres
internal import Store

/// Feeds made-up inputs to everything that reads bytes from outside. A crash ends the process; a broken promise is told.
///
/// Promises beyond "no crash": rows of CSV do not depend on how the bytes are cut, every row is accounted for, a COPY message is
/// read to its end or refused, a configuration is resolved or refused.
public struct Fuzzer {
  /// What reads bytes from outside.
  public enum Target: String, CaseIterable, Sendable { case csv, copy, configuration }

  private let seed: UInt64
  private let corpus: [Target: [[UInt8]]]

  /// - Parameter corpus: inputs to begin with, by target.
  public init(seed: UInt64, corpus: [Target: [[UInt8]]]) {
    self.seed = seed
    self.corpus = corpus
  }

  /// Tries `count` inputs on one target.
  ///
  /// - Returns: promises that were broken, each with the input that broke it.
  public func run(_ target: Target, count: Int) -> [String] {
    var mutator = Mutator(seed: seed, corpus: corpus[target] ?? [], tokens: Self.tokens(target))
    var broken: [String] = []
    for _ in 0..<count {
      let input = mutator.input(atMost: target == .configuration ? 400 : 160)
      let fault =
        switch target {
        case .csv: Self.csv(input, &mutator)
        case .copy: Self.copy(input, &mutator)
        case .configuration: ConfigurationProbe.fault(input)
        }
      if let fault, broken.count < 10 { broken.append("\(fault): \(input)") }
    }
    return broken
  }

  private static func tokens(_ target: Target) -> [String] {
    switch target {
    case .csv:
      [
        "\"", "\"\"", ",", "\r\n", "\n", "\r", "NaN", "-0", "1e400", "infinity", "2026-02-30", "T24:00:00+08:00",
        "23:59:60Z", "\\.", "\\N", "1e-320",
      ]
    case .copy: ["PGCOPY\n", "\u{0}\u{0}\u{0}\u{0}", "\u{7F}\u{7F}"]
    case .configuration:
      ["=", "[", "]", "[[", "\"", "'''", "#", "\n", "1e999", "-1", "true", ".", "run.jobs = ", "\\u0000"]
    }
  }

  private static func csv(_ input: [UInt8], _ mutator: inout Mutator) -> String? {
    func rows(_ chunks: [[UInt8]]) -> [String] {
      var reader = CSVReader()
      var rows: [String] = []
      let take = { (row: CSVRow) in
        rows.append("\(row.line) \(row.ends) \(row.bytes) \(row.fault?.code ?? "") \(row.isEnded)")
      }
      for chunk in chunks { reader.read(chunk) { take($0) } }
      reader.finish { take($0) }
      return rows
    }
    let table = ContractTable.all[mutator.below(ContractTable.all.count)]
    let headed = Array((table.columnList.filter { $0 != " " } + "\n").utf8) + input
    let cut = mutator.below(headed.count + 1)
    if mutator.below(4) == 0, rows([input]) != rows([Array(input.prefix(cut)), Array(input.dropFirst(cut))]) {
      return "rows depend on how the bytes are cut"
    }
    var feed = FeedProbe(table)
    feed.feed(Array(headed[..<cut]))
    feed.feed(Array(headed[cut...]))
    return feed.finish()
  }

  private static func copy(_ input: [UInt8], _ mutator: inout Mutator) -> String? {
    let readers = (0..<(1 + mutator.below(4))).map { _ in mutator.below(8) }
    var probe = CopyProbe(fields: readers.count)
    // Header and rows come in messages of their own, or together.
    let cut = mutator.below(input.count + 1)
    for message in [input[..<cut], input[cut...]] where !message.isEmpty {
      guard probe.read(Array(message), kinds: readers) else { break }
    }
    return nil
  }
}
