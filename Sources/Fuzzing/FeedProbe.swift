internal import Store

/// One CSV file on its way into rows of COPY, whose accounts must be right at the end.
struct FeedProbe {
  private var feed: TableFeed
  private var encoded = 0
  private var bad = 0
  private var isHeaderBad: Bool { feed.isHeaderBad }
  private static let options = ImportOptions(zone: LocalZone(name: "Asia/Shanghai"))

  init(_ table: ContractTable) {
    feed = TableFeed(table: table, file: "fuzz.csv", options: Self.options, writesLine: true)
  }

  mutating func feed(_ bytes: [UInt8]) {
    feed.feed(bytes)
    count()
  }

  /// - Returns: what is wrong with the accounts; nil where every row is good or bad.
  mutating func finish() -> String? {
    feed.finish()
    count()
    return isHeaderBad || encoded + bad == feed.rows ? nil : "\(feed.rows) rows, \(encoded) good and \(bad) bad"
  }

  private mutating func count() {
    let taken = feed.take()
    encoded += taken.count
    bad += taken.badCount
  }
}
