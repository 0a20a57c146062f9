internal import Postgres
public import Reporting
internal import Store

/// Writes the pages of one published run, each audience's into a folder of its own.
public struct ReportSite: Sendable {
  public let workplace: Workplace
  public let folder: String
  public var period: String?
  /// Whose pages are written.
  public var audiences = ReportLayout.usual
  /// Only these teams; empty for all. With single teams only their pages are written.
  public var teams: [String] = []
  /// Only these people's own pages; empty for everybody, where own pages are asked for. With single people only their
  /// pages are written.
  public var people: [String] = []
  public var language = Language.chinese
  /// Whether a workbook is written beside the review queue; it names people.
  public var hasWorkbook = true
  /// Told after each batch of pages: what is being made, done, of how many.
  public var progress: @Sendable (Bilingual, Int, Int) -> Void = { _, _, _ in }
  public var isCancelled: @Sendable () -> Bool = { false }

  /// What was written.
  public struct Outcome: Sendable {
    public var runID: String
    public var period: String
    /// Path of the first page; nil where single teams or people were asked for.
    public var index: String?
    /// Path of the overview; nil where it was not written.
    public var overview: String?
    /// Path of the review queue; nil where it was not written.
    public var queue: String?
    /// Sheets that the queue fills.
    public var queueSheets = 0
    /// Path of the workbook; nil where none was written.
    public var workbook: String?
    public var teamPages = 0
    public var ownPages = 0
    public var casePages = 0
    public var folder: String
  }

  public init(workplace: Workplace, folder: String) {
    self.workplace = workplace
    self.folder = folder
  }

  /// Reads published rows only, from one snapshot.
  ///
  /// - Throws: `Failure`: `nothingPublished`, `notFound`, `reportUnwritable`, or what the connection says.
  /// - Complexity: O(shares) time; memory of people, teams and goals, and of the shares of one batch of teams.
  public func write() throws(Failure) -> Outcome {
    do {
      var connection = try workplace.connect("report")
      try connection.begin(.repeatableRead, readOnly: true)
      // Its compiling costs seconds, and no statement here runs long enough to win them back.
      try connection.execute("SET LOCAL jit = off")
      let run = try workplace.published(&connection, period: period, isForOthers: true)
      if teams.isEmpty, people.isEmpty, !audiences.isSubset(of: [.hr]) {
        try Visibility.requireEverybody(&connection, place: "fairshare report")
      }
      if teams.isEmpty, people.isEmpty, audiences.contains(.hr) {
        try Visibility.requireReviewer(&connection, place: "--audience hr")
      }
      let files = try ReportFiles(folder)
      let material = try ReportMaterial(&connection, run: run, configuration: workplace.configuration)
      var writer = try SiteWriter(site: self, material: material, files: files)
      let outcome = try writer.write(&connection)
      try RunArtefact.write(&connection, run: run.run, files)
      try connection.rollback()
      return outcome
    } catch {
      throw Failure(error)
    }
  }
}
