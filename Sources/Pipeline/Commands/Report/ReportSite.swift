internal import Postgres
public import Reporting
internal import Store

/// Writes the pages of one published run: the overview and one page a team.
public struct ReportSite: Sendable {
  public let workplace: Workplace
  public let folder: String
  public var period: String?
  /// Only these teams; empty for all. The overview is written only with all of them.
  public var teams: [String] = []
  public var language = Language.chinese
  /// Whether a workbook is written beside the pages; it is only written with all teams.
  public var hasWorkbook = true
  /// Told after each team page: done, of how many.
  public var progress: @Sendable (Int, Int) -> Void = { _, _ in }
  public var isCancelled: @Sendable () -> Bool = { false }

  /// What was written.
  public struct Outcome: Sendable {
    public var runID: String
    public var period: String
    /// Path of the overview; nil where single teams were asked for.
    public var overview: String?
    /// Path of the workbook; nil where none was written.
    public var workbook: String?
    public var teamPages: Int
    public var folder: String
  }

  public init(workplace: Workplace, folder: String) {
    self.workplace = workplace
    self.folder = folder
  }

  /// Key results whose shares are in memory at once.
  private static let batch = 96

  /// Reads published rows only, from one snapshot.
  ///
  /// - Throws: `Failure`: `nothingPublished`, `notFound`, `reportUnwritable`, or what the connection says.
  /// - Complexity: O(shares) time; memory of people, teams and goals, and of the shares of one batch of teams.
  public func write() throws(Failure) -> Outcome {
    do {
      var connection = try workplace.connect("report")
      try connection.begin(.repeatableRead, readOnly: true)
      let run = try workplace.published(&connection, period: period, isForOthers: true)
      let files = try ReportFiles(folder)
      let material = try ReportMaterial(&connection, run: run, configuration: workplace.configuration)
      let count = try write(&connection, material, files)
      let workbook =
        hasWorkbook && teams.isEmpty
        ? try ReportWorkbook(material: material, language: language).write(&connection, files) : nil
      try RunArtefact.write(&connection, run: run.run, files)
      try connection.rollback()
      return Outcome(
        runID: run.run.text, period: run.period,
        overview: teams.isEmpty ? files.folder + "/" + ReportFiles.overview : nil, workbook: workbook,
        teamPages: count, folder: files.folder)
    } catch {
      throw Failure(error)
    }
  }

  private func write(
    _ connection: inout Connection, _ material: ReportMaterial, _ files: ReportFiles
  ) throws -> Int {
    let renderer = try PageRenderer(language: language)
    let builder = TeamPageBuilder(material)
    var overview = OverviewSums(material)
    let wanted = try select(material.teams)
    var start = 0
    while start < wanted.count {
      if isCancelled() { throw CancellationError() }
      var end = start
      var size = 0
      repeat {
        size += material.keyResultsByTeam[wanted[end].id]?.count ?? 0
        end += 1
      } while end < wanted.count && size < Self.batch
      let keyResults = try material.sums(&connection, of: Array(wanted[start..<end]))
      for team in wanted[start..<end] {
        let own = keyResults[team.id] ?? []
        let sums = TeamSums(own)
        let page = builder.page(team, own, sums)
        let name = ReportFiles.teamPage(team.id)
        try files.write(renderer.render(page), to: name)
        overview.add(page, own, sums, link: name)
      }
      start = end
      progress(start, wanted.count)
    }
    if teams.isEmpty {
      try files.write(renderer.render(overview.index()), to: ReportFiles.index)
      // Last, so that whoever sees the overview finds every page that it links to.
      try files.write(renderer.render(overview.page()), to: ReportFiles.overview)
    }
    return wanted.count
  }

  private func select(_ all: [CompanyDirectory.Team]) throws(Failure) -> [CompanyDirectory.Team] {
    guard !teams.isEmpty else { return all }
    for id in teams where !all.contains(where: { $0.id == id }) {
      let near = Nearest.of(id, among: all.map(\.id))
      throw Failure(
        .notFound, "No team \(id) has a page in this run.",
        why: near.map { "The nearest team is \($0)." } ?? "", fix: "Look at the teams of the overview.")
    }
    return all.filter { teams.contains($0.id) }
  }
}
