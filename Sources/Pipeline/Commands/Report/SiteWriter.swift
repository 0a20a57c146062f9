internal import Postgres
internal import Reporting
internal import Store

/// Writes one audience after another, the first page last.
struct SiteWriter {
  private let site: ReportSite
  private let material: ReportMaterial
  private let files: ReportFiles
  private let renderer: PageRenderer
  private let audiences: Set<Audience>
  private var outcome: ReportSite.Outcome

  /// Key results whose shares are in memory at once.
  private static let batch = 96
  /// People whose own pages are. Shares have no index by person, so that every such group costs one look at all of them.
  private static let peopleAtOnce = 1000

  init(site: ReportSite, material: ReportMaterial, files: ReportFiles) throws {
    self.site = site
    self.material = material
    self.files = files
    renderer = try PageRenderer(language: site.language)
    var audiences = site.audiences
    if !site.teams.isEmpty { audiences = [.teams] }
    if !site.people.isEmpty { audiences = site.teams.isEmpty ? [.people] : [.teams, .people] }
    self.audiences = audiences
    outcome = ReportSite.Outcome(runID: material.run.run.text, period: material.run.period, folder: files.folder)
  }

  private var isWhole: Bool { site.teams.isEmpty && site.people.isEmpty }

  mutating func write(_ connection: inout Connection) throws -> ReportSite.Outcome {
    if audiences.contains(.leadership) || audiences.contains(.teams) { try writeTeams(&connection) }
    if audiences.contains(.hr) { try writeReview(&connection) }
    if audiences.contains(.people) { try writePeople(&connection) }
    if isWhole {
      // Last, so that whoever sees the first page finds every page that it links to.
      try files.write(renderer.render(firstPage()), to: ReportLayout.index)
      outcome.index = files.folder + "/" + ReportLayout.index
    }
    return outcome
  }

  private func folder(_ audience: Audience) throws(Failure) -> ReportFiles {
    try files.folder(ReportLayout.folder(audience), mode: ReportLayout.mode(audience))
  }

  // Teams and, from their sums, the overview.
  private mutating func writeTeams(_ connection: inout Connection) throws {
    let hasOverview = audiences.contains(.leadership)
    let hasPages = audiences.contains(.teams)
    let wanted = try selectedTeams()
    let joint =
      hasPages
      ? try JointActs.pairs(
        &connection, schema: material.configuration.sourceSchema, run: material.run.run,
        of: isWhole ? nil : wanted.flatMap { material.keyResultsByTeam[$0.id] ?? [] }.map(\.id)) : [:]
    var builder = TeamPageBuilder(material, jointActs: joint)
    builder.overviewLink = hasOverview ? ReportLayout.beside(ReportLayout.overview) : nil
    var overview = OverviewSums(material)
    let target = hasPages ? try folder(.teams) : nil
    var start = 0
    while start < wanted.count {
      if site.isCancelled() { throw CancellationError() }
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
        let path = ReportLayout.team(team.id)
        try target?.write(renderer.render(page), to: ReportLayout.within(path))
        overview.add(page, own, sums, link: hasPages ? ReportLayout.beside(path) : nil)
      }
      start = end
      site.progress(start, wanted.count)
    }
    outcome.teamPages = hasPages ? wanted.count : 0
    if hasPages, isWhole {
      let index = overview.index(overviewLink: builder.overviewLink)
      try target?.write(renderer.render(index), to: ReportLayout.within(ReportLayout.teams))
    }
    if hasOverview {
      try overview.readPast(&connection)
      let page = overview.page(indexLink: hasPages ? ReportLayout.beside(ReportLayout.teams) : nil)
      let target = try folder(.leadership)
      try target.write(Summary.markdown(page), to: ReportLayout.within(ReportLayout.summary))
      for table in page.tables(site.language) { try target.write(table.csv, to: table.name) }
      try target.write(renderer.render(page), to: ReportLayout.within(ReportLayout.overview))
      outcome.overview = files.folder + "/" + ReportLayout.overview
    }
  }

  private mutating func writeReview(_ connection: inout Connection) throws {
    let target = try folder(.hr)
    let builder = ReviewBuilder(material)
    for finding in builder.queued {
      if site.isCancelled() { throw CancellationError() }
      let page = try builder.page(
        &connection, finding: finding.id, queueLink: ReportLayout.within(ReportLayout.queue))
      guard let page else { continue }
      try target.write(renderer.render(page), to: ReportLayout.within(ReportLayout.reviewCase(finding.id)))
      outcome.casePages += 1
    }
    let queue = try builder.queue(&connection) { ReportLayout.within(ReportLayout.reviewCase($0)) }
    try target.write(renderer.render(queue), to: ReportLayout.within(ReportLayout.queue))
    outcome.queue = files.folder + "/" + ReportLayout.queue
    if site.hasWorkbook {
      outcome.workbook = try ReportWorkbook(material: material, language: site.language).write(&connection, target)
    }
  }

  private mutating func writePeople(_ connection: inout Connection) throws {
    let target = try folder(.people)
    let builder = OwnPageBuilder(material)
    let wanted = try selectedPeople(try builder.everybody(&connection))
    for start in stride(from: 0, to: wanted.count, by: Self.peopleAtOnce) {
      if site.isCancelled() { throw CancellationError() }
      let some = Array(wanted[start..<min(start + Self.peopleAtOnce, wanted.count)])
      for (person, page) in try builder.pages(&connection, of: some) {
        try target.write(renderer.render(page), to: ReportLayout.within(ReportLayout.person(person)))
      }
      site.progress(start + some.count, wanted.count)
    }
    outcome.ownPages = wanted.count
  }

  private func firstPage() -> SitePage {
    let parts = [
      SitePage.Part(audience: .leadership, folder: "leadership", link: ReportLayout.overview, pages: 1),
      SitePage.Part(audience: .teams, folder: "teams", link: ReportLayout.teams, pages: outcome.teamPages),
      SitePage.Part(audience: .hr, folder: "hr", link: ReportLayout.queue, pages: outcome.casePages + 1),
      SitePage.Part(audience: .people, folder: "people", link: nil, pages: outcome.ownPages),
    ]
    return SitePage(
      company: material.company, period: material.run.period,
      parts: parts.map { part in
        var part = part
        guard !audiences.contains(part.audience) else { return part }
        part.pages = nil
        // A folder of an earlier call still stands where it stood.
        if let link = part.link, !files.has(link) { part.link = nil }
        return part
      }, smallestGroup: material.configuration.smallestGroup, run: material.stamp)
  }

  private func selectedTeams() throws(Failure) -> [CompanyDirectory.Team] {
    let all = material.teams
    guard !site.teams.isEmpty else { return all }
    for id in site.teams where !all.contains(where: { $0.id == id }) {
      let near = Nearest.of(id, among: all.map(\.id))
      throw Failure(
        .notFound, Bilingual("这次运行里没有团队 \(id) 的页面。", "No team \(id) has a page in this run."),
        why: near.map { Bilingual("最接近的是 \($0)。", "The nearest team is \($0).") },
        fix: Bilingual("看看概览里的团队。", "Look at the teams of the overview."))
    }
    return all.filter { site.teams.contains($0.id) }
  }

  private func selectedPeople(_ all: [String]) throws(Failure) -> [String] {
    guard !site.people.isEmpty else { return all }
    for id in site.people where !all.contains(id) {
      let near = Nearest.of(id, among: all)
      throw Failure(
        .notFound, Bilingual("这次运行里没有成员 \(id)。", "Nobody has the id \(id) in this run."),
        why: near.map { Bilingual("最接近的是 \($0)。", "The nearest id is \($0).") },
        fix: Bilingual("写人员表里的编号，不是姓名。", "Give the id of the people table, not the name."))
    }
    return all.filter { site.people.contains($0) }
  }
}
