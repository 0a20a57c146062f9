internal import Reporting
internal import Store

/// The review queue in its order, cut into sheets of a size that any browser and reader can take: no share is read for it.
struct ReviewQueue {
  /// A finding with what the order goes by.
  struct Entry {
    var finding: PublishedRows.Finding
    var status: ReviewCase.Status
    var team: String?
    var person: String
  }

  /// Cases of a sheet; its page stays below 150 KB.
  static let casesOnSheet = 50

  /// Open cases first; then by team, person and id, never by size.
  let entries: [Entry]
  /// Of the whole queue, whatever the filter.
  let counts: [ReviewCase.Status: Int]
  let filter: QueuePage.Filter?

  /// - Parameter filter: what a reader asked for; nil where nobody can ask.
  init(_ builder: ReviewBuilder, filter: QueuePage.Filter? = nil) {
    let all = builder.queued.map { finding in
      Entry(
        finding: finding, status: builder.status(finding), team: builder.team(of: finding),
        person: builder.material.directory.name(finding.person))
    }
    counts = Dictionary(all.map { ($0.status, 1) }, uniquingKeysWith: +)
    entries = all.filter { Self.passes($0, filter) }.sorted {
      ($0.status.rawValue, $0.team ?? "\u{10FFFF}", $0.person, $0.finding.id)
        < ($1.status.rawValue, $1.team ?? "\u{10FFFF}", $1.person, $1.finding.id)
    }
    var filter = filter
    filter?.found = entries.count
    self.filter = filter
  }

  private static func passes(_ entry: Entry, _ filter: QueuePage.Filter?) -> Bool {
    guard let filter else { return true }
    if let status = filter.status, entry.status != status { return false }
    if let kind = filter.kind, entry.finding.kind != kind.rawValue { return false }
    let words = filter.words.lowercased()
    return words.isEmpty
      || [entry.team ?? "", entry.person, entry.finding.person, entry.finding.id].contains {
        $0.lowercased().contains(words)
      }
  }

  var sheetCount: Int { max(1, (entries.count + Self.casesOnSheet - 1) / Self.casesOnSheet) }

  /// - Parameter number: from 1.
  func sheet(_ number: Int) -> ArraySlice<Entry> {
    entries.dropFirst((number - 1) * Self.casesOnSheet).prefix(Self.casesOnSheet)
  }

  /// The sheet that each case stands on.
  var sheetOfFinding: [String: Int] {
    Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.finding.id, $0 / Self.casesOnSheet + 1) })
  }

  /// Every sheet with its first case; none where one holds everything.
  func sheets(shown: Int) -> [QueuePage.Sheet] {
    guard sheetCount > 1 else { return [] }
    return (1...sheetCount).compactMap { number in
      sheet(number).first.map { first in
        QueuePage.Sheet(
          number: number, link: ReportLayout.within(ReportLayout.queue(number)), status: first.status,
          team: first.team, isShown: number == shown)
      }
    }
  }
}
