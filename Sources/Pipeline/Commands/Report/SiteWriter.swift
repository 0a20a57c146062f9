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

  /// People whose rows are in memory at once.
  private static let peopleAtOnce = 400
  /// Cases whose key results' rows are.
  private static let casesAtOnce = 48

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
    if isWhole || files.has(ReportLayout.teams) { builder.teamsLink = ReportLayout.within(ReportLayout.teams) }
    var overview = OverviewSums(material)
    let target = hasPages ? try folder(.teams) : nil
    let (renderer, maker) = (renderer, builder)
    try throughTeams(
      &connection, wanted, CommandWord.teamPages,
      work: { team, keyResults in
        let sums = TeamSums(keyResults)
        let page = maker.page(team, keyResults, sums)
        let path = ReportLayout.team(team.id)
        try target?.write(renderer.render(page), to: ReportLayout.within(path))
        return (page, keyResults, sums, link: target == nil ? nil : ReportLayout.beside(path))
      },
      take: { page, keyResults, sums, link in overview.add(page, keyResults, sums, link: link) })
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
    let queue = ReviewQueue(builder)
    // In the order of the queue, so that cases read together belong together.
    let queued = queue.entries.map(\.finding)
    let sheets = queue.sheetOfFinding
    let renderer = renderer
    var start = 0
    try SharedWork.run(
      jobs: material.configuration.jobs,
      next: { () -> [ReviewBuilder.Case]? in
        if site.isCancelled() { throw CancellationError() }
        site.progress(CommandWord.casePages, start, queued.count)
        guard start < queued.count else { return nil }
        let some = Array(queued[start..<min(start + Self.casesAtOnce, queued.count)])
        start += some.count
        return try builder.read(&connection, some)
      },
      work: { read in
        let sheet = ReportLayout.within(ReportLayout.queue(sheets[read.finding.id] ?? 1))
        let page = builder.page(read, queueLink: sheet)
        try target.write(renderer.render(page), to: ReportLayout.within(ReportLayout.reviewCase(read.finding.id)))
      },
      take: { outcome.casePages += $0.count })
    for number in 1...queue.sheetCount {
      if site.isCancelled() { throw CancellationError() }
      let page = try builder.sheet(&connection, number, of: queue) {
        ReportLayout.within(ReportLayout.reviewCase($0))
      }
      try target.write(renderer.render(page), to: ReportLayout.within(ReportLayout.queue(number)))
    }
    outcome.queueSheets = queue.sheetCount
    outcome.queue = files.folder + "/" + ReportLayout.queue
    if site.hasWorkbook {
      outcome.workbook = try ReportWorkbook(material: material, language: site.language).write(&connection, target)
    }
  }

  /// Reads teams in batches and works on them with several threads; what comes out is taken in the order of the teams.
  private func throughTeams<Output: Sendable>(
    _ connection: inout Connection, _ teams: [CompanyDirectory.Team], _ step: Bilingual,
    work: @escaping @Sendable (CompanyDirectory.Team, [TeamSums.KeyResult]) throws -> Output,
    take: (Output) throws -> Void
  ) throws {
    var start = 0
    try SharedWork.run(
      jobs: material.configuration.jobs,
      next: { () -> [(CompanyDirectory.Team, [TeamSums.KeyResult])]? in
        if site.isCancelled() { throw CancellationError() }
        site.progress(step, start, teams.count)
        guard start < teams.count else { return nil }
        let batch = teams[start..<material.batch(of: teams, from: start)]
        start = batch.endIndex
        let keyResults = try material.sums(&connection, of: Array(batch))
        return batch.map { ($0, keyResults[$0.id] ?? []) }
      },
      work: work, take: { made in for output in made { try take(output) } })
  }

  private mutating func writePeople(_ connection: inout Connection) throws {
    let target = try folder(.people)
    let builder = OwnPageBuilder(material)
    let everybody = try material.rows.people(&connection)
    let wanted = try selectedPeople(everybody)
    var places: [String: OwnPlace] = [:]
    var pass: PeoplePass?
    if site.people.isEmpty {
      places = try everybodysPlaces(&connection, builder)
      pass = try PeoplePass(&connection, of: material.rows)
    }
    let appeals = try builder.appeals(&connection)
    let renderer = renderer
    var start = 0
    try SharedWork.run(
      jobs: material.configuration.jobs,
      next: { () -> [OwnPageBuilder.Own]? in
        if site.isCancelled() { throw CancellationError() }
        site.progress(CommandWord.ownPages, start, wanted.count)
        guard start < wanted.count else { return nil }
        let some = Array(wanted[start..<min(start + Self.peopleAtOnce, wanted.count)])
        start += some.count
        guard let last = some.last, let rows = try pass?.rows(&connection, through: last) else {
          return try builder.read(&connection, some)
        }
        return try builder.join(&connection, some, rows.shares, rows.pieces, appeals).map { own in
          var own = own
          own.place = places[own.id]
          return own
        }
      },
      work: { own in
        let path = ReportLayout.within(ReportLayout.person(own.id))
        try target.write(renderer.render(builder.page(own)), to: path)
      },
      take: { _ in })
    outcome.ownPages = wanted.count
  }

  /// What everybody's main team says about them: each team is read once.
  private func everybodysPlaces(
    _ connection: inout Connection, _ builder: OwnPageBuilder
  ) throws -> [String: OwnPlace] {
    var places: [String: OwnPlace] = [:]
    try throughTeams(
      &connection, material.directory.teams.filter { material.keyResultsByTeam[$0.id] != nil }, CommandWord.ownSums,
      work: { team, keyResults in builder.places(in: team.id, keyResults) },
      take: { found in
        places.merge(found) { before, now in now.rank.isAbove(before.rank) ? now : before }
      })
    return places
  }

  private func firstPage() -> SitePage {
    let parts = [
      SitePage.Part(audience: .leadership, folder: "leadership", link: ReportLayout.overview, pages: 1),
      SitePage.Part(audience: .teams, folder: "teams", link: ReportLayout.teams, pages: outcome.teamPages),
      SitePage.Part(
        audience: .hr, folder: "hr", link: ReportLayout.queue, pages: outcome.casePages + outcome.queueSheets),
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
      throw Failure(
        .notFound, Bilingual("这次运行里没有团队 \(id) 的页面。", "No team \(id) has a page in this run."),
        why: Failure.nearest(to: id, among: all.map(\.id)),
        fix: Bilingual("看看概览里的团队。", "Look at the teams of the overview."))
    }
    return all.filter { site.teams.contains($0.id) }
  }

  private func selectedPeople(_ all: [String]) throws(Failure) -> [String] {
    guard !site.people.isEmpty else { return all }
    for id in site.people where !all.contains(id) {
      throw Failure(
        .notFound, Bilingual("这次运行里没有成员 \(id)。", "Nobody has the id \(id) in this run."),
        why: Failure.nearest(to: id, among: all),
        fix: Bilingual("写人员表里的编号，不是姓名。", "Give the id of the people table, not the name."))
    }
    return all.filter { site.people.contains($0) }
  }
}
