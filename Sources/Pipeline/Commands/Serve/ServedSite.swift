internal import Postgres
internal import Reporting
internal import Store
internal import Synchronization
internal import WebServer

/// Answers one request after another from the database, with the rights of the login that it connects with.
///
/// Pages have the same names as in a folder of reports, so that every link between them holds. No file is ever read.
final class ServedSite: Sendable {
  let workplace: Workplace
  let resolved: ResolvedConfiguration
  let door: ServeGuard
  let period: String?
  private let renderer: PageRenderer
  /// Sorts every case of the run, so that a request does it once.
  private let makeQueue: @Sendable (ReviewBuilder, QueuePage.Filter?) -> ReviewQueue
  /// Pages that take all teams to make, by path; emptied whenever something was decided or another run is published.
  private let kept = Mutex<(run: String, pages: [String: String])>(("", [:]))

  init(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, door: ServeGuard, period: String?, language: Language,
    makeQueue: @escaping @Sendable (ReviewBuilder, QueuePage.Filter?) -> ReviewQueue = { ReviewQueue($0, filter: $1) }
  ) throws {
    self.workplace = workplace
    self.resolved = resolved
    self.door = door
    self.period = period
    self.makeQueue = makeQueue
    renderer = try PageRenderer(language: language, isLive: true)
  }

  func respond(_ request: WebRequest) -> WebResponse {
    switch door.judge(request) {
    case .refused(let status, let word): return say(status, word.text, hasWayBack: word != .noKey && word != .wrongHost)
    case .newcomer:
      // The key leaves the address bar, the history and whatever else keeps addresses.
      return WebResponse(
        status: 303,
        headers: Self.headers + [
          ("Location", Self.isLocal(request.path) ? request.path : "/"),
          ("Set-Cookie", "\(ServeGuard.cookie)=\(door.key); HttpOnly; SameSite=Strict; Path=/"),
        ])
    case .welcome: break
    }
    do {
      return try request.method == "POST" ? decide(request) : show(request)
    } catch {
      let failure = Failure(error)
      let words = failure.words
      return say(
        Self.status(failure),
        Bilingual(
          "[\(failure.code.rawValue)] \(words.summary.chinese)", "[\(failure.code.rawValue)] \(words.summary.english)"),
        details: [words.why, words.fix].filter { !$0.chinese.isEmpty })
    }
  }

  /// A path that a browser cannot take for another site's address.
  private static func isLocal(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//")
      && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
  }

  static let headers: [(name: String, value: String)] = [
    ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; script-src '\(PageRenderer.scriptDigest)'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'"
    ),
  ]

  private func page(_ html: String, status: Int = 200) -> WebResponse {
    WebResponse(status: status, headers: Self.headers, body: html)
  }

  private func say(
    _ status: Int, _ text: Bilingual, details: [Bilingual] = [], hasWayBack: Bool = true
  ) -> WebResponse {
    page(renderer.message(text, details: details, hasWayBack: hasWayBack), status: status)
  }

  private static func status(_ failure: Failure) -> Int {
    switch failure.exit {
    case .noPermission: 403
    case .temporary: 503
    case .inputRefused: 404
    case .usage: 422
    default: 500
    }
  }

  /// A session, its snapshot and what stands around the run that readers follow.
  private func reading<Value>(
    _ purpose: String, _ body: (inout Connection, ReportMaterial) throws -> Value
  ) throws -> Value {
    var connection = try workplace.connect(purpose)
    try connection.begin(.repeatableRead, readOnly: true)
    let run = try workplace.published(&connection, period: period)
    let material = try ReportMaterial(&connection, run: run, configuration: workplace.configuration)
    let value = try body(&connection, material)
    try connection.rollback()
    return value
  }

  private func show(_ request: WebRequest) throws -> WebResponse {
    let shown = try page(request)
    if shown.response.status == 200 { try note(shown.subject) }
    // When a reviewer began to look is kept, so that a decision in no time can be told from one with thought.
    if let finding = shown.finding, request.method == "GET" {
      var connection = try workplace.connect("serve")
      try CaseRecords.open(&connection, finding: finding, by: connection.user)
    }
    return shown.response
  }

  /// Whose figures a page shows.
  private struct Subject {
    var kind: AccessLog.Subject
    var ids: [String]
  }

  /// Before the page is sent, and in a transaction of its own: that of the page only reads.
  private func note(_ subject: Subject?) throws {
    guard let subject else { return }
    var connection = try workplace.connect("serve")
    try workplace.note(&connection, ServeVerb.name, subject.kind, subject.ids)
  }

  /// What a path leads to: worked out once a request, for the page and for the access log alike.
  private enum Place {
    case first
    /// The overview, or the list of teams.
    case whole
    case sheet(Int, of: ReviewQueue, ReviewBuilder)
    case team(CompanyDirectory.Team)
    case reviewCase(PublishedRows.Finding)
    case person(String)
    case nowhere
  }

  private func place(
    _ request: WebRequest, _ connection: inout Connection, _ material: ReportMaterial
  ) throws -> Place {
    let path = request.path
    switch path {
    case "/", "/\(ReportLayout.index)": return .first
    case "/\(ReportLayout.overview)", "/\(ReportLayout.teams)": return .whole
    default: break
    }
    if let number = ReportLayout.sheet(at: path) {
      try Visibility.requireReviewer(&connection, place: path)
      let builder = ReviewBuilder(material)
      let queue = makeQueue(builder, Self.filter(request))
      return number <= queue.sheetCount ? .sheet(number, of: queue, builder) : .nowhere
    }
    if let team = material.teams.first(where: { "/" + ReportLayout.team($0.id) == path }) { return .team(team) }
    if let finding = Self.finding(material, path) { return .reviewCase(finding) }
    let person = try material.rows.people(&connection).first { "/" + ReportLayout.person($0) == path }
    return person.map { .person($0) } ?? .nowhere
  }

  private static func subject(_ place: Place, _ material: ReportMaterial) -> Subject? {
    switch place {
    case .first, .nowhere: nil
    case .whole: Subject(kind: .company, ids: [material.run.period])
    case .sheet(let number, let queue, _):
      Subject(kind: .person, ids: Set(queue.sheet(number).map(\.finding.person)).sorted())
    case .team(let team): Subject(kind: .team, ids: [team.id])
    case .reviewCase(let finding): Subject(kind: .person, ids: [finding.person])
    case .person(let person): Subject(kind: .person, ids: [person])
    }
  }

  /// - Returns: the page, the finding that it is about, and whose figures it shows.
  private func page(_ request: WebRequest) throws -> (response: WebResponse, finding: String?, subject: Subject?) {
    try reading("serve") { connection, material in
      let place = try place(request, &connection, material)
      var finding: String?
      if case .reviewCase(let found) = place { finding = found.id }
      return (try page(place, request.path, &connection, material), finding, Self.subject(place, material))
    }
  }

  /// What a form of the queue asks for; words that are none of ours ask for nothing.
  private static func filter(_ request: WebRequest) -> QueuePage.Filter {
    let words = (request.query["words"] ?? "").replacing("+", with: " ").prefix(100)
    return QueuePage.Filter(
      status: request.query["status"].flatMap(ReviewCase.Status.init(code:)),
      kind: request.query["kind"].flatMap(ReviewCase.Kind.init(rawValue:)),
      words: String(words.drop { $0.isWhitespace }))
  }

  private func page(
    _ place: Place, _ path: String, _ connection: inout Connection, _ material: ReportMaterial
  ) throws -> WebResponse {
    switch place {
    case .first: return page(renderer.render(first(material)))
    case .whole:
      let run = material.run.run.text
      if let html = kept.withLock({ $0.run == run ? $0.pages[path] : nil }) { return page(html) }
      return try whole(&connection, material, path)
    case .sheet(let number, let queue, let builder):
      let page = try builder.sheet(&connection, number, of: queue) {
        ReportLayout.within(ReportLayout.reviewCase($0))
      }
      return self.page(renderer.render(page))
    case .team(let team): return page(renderer.render(try self.team(&connection, material, team)))
    case .reviewCase(let finding):
      try Visibility.requireReviewer(&connection, place: path)
      return try reviewCase(&connection, material, finding, refused: nil)
    case .person(let person):
      let builder = OwnPageBuilder(material)
      guard let own = try builder.read(&connection, [person]).first else { break }
      return page(renderer.render(builder.page(own)))
    case .nowhere: break
    }
    return say(404, ServeWord.noPage.text)
  }

  private static func finding(_ material: ReportMaterial, _ path: String) -> PublishedRows.Finding? {
    material.allFindings.first { "/" + ReportLayout.reviewCase($0.id) == path }
  }

  /// Decides through the verb itself: whatever it refuses is refused here.
  private func decide(_ request: WebRequest) throws -> WebResponse {
    let form = FormBody(request.body ?? [])
    let decision = form["decision"] ?? ""
    let reason = form["reason"] ?? ""
    let found = try reading("serve") { _, material in
      Self.finding(material, request.path).map { ($0, material.run.period) }
    }
    guard let (finding, period) = found else { return say(404, ServeWord.noPage.text) }
    do {
      let verb = ReviewDecideVerb(finding: finding.id, decision: decision, reason: reason, period: period)
      _ = try verb.perform(workplace, resolved, Console(isSilent: true))
    } catch {
      let failure = Failure(error)
      let words = failure.words
      let why = Bilingual(
        "\(words.summary.chinese)\(words.fix.chinese)", "\(words.summary.english) \(words.fix.english)")
      return try reading("serve") { connection, material in
        try reviewCase(
          &connection, material, finding, refused: .init(why: why, decision: decision, reason: reason),
          status: Self.status(failure))
      }
    }
    kept.withLock { $0.pages = [:] }
    // A page that was sent is left behind: loading it again sends nothing again.
    return WebResponse(
      status: 303, headers: Self.headers + [("Location", "/\(ReportLayout.reviewCase(finding.id))#audit")])
  }

  private func reviewCase(
    _ connection: inout Connection, _ material: ReportMaterial, _ finding: PublishedRows.Finding,
    refused: LiveCase.Refusal?, status: Int = 200
  ) throws -> WebResponse {
    let builder = ReviewBuilder(material)
    let sheet = makeQueue(builder, nil).sheetOfFinding[finding.id] ?? 1
    var shown = try builder.page(
      &connection, finding: finding.id, queueLink: ReportLayout.within(ReportLayout.queue(sheet)))
    let events = try AuditTrail.of(&connection, subject: finding.id)?.map {
      LiveCase.Event(at: $0.at, actor: $0.actor, action: $0.action, detail: Self.readable($0.detail))
    }
    shown?.live = LiveCase(
      action: ReportLayout.within(ReportLayout.reviewCase(finding.id)), token: door.token, login: connection.user,
      refused: refused, events: events)
    guard let shown else { return say(404, ServeWord.noPage.text) }
    return page(renderer.render(shown), status: status)
  }

  /// `decision cleared, reason ...` of a JSON object; other texts as they are.
  private static func readable(_ detail: String) -> String {
    guard case .object(let members) = JSONValue(parsing: detail) else { return detail }
    return members.map { "\($0.name): \($0.value.string ?? $0.value.text)" }.joined(separator: "; ")
  }

  private func first(_ material: ReportMaterial) -> SitePage {
    let queue = makeQueue(ReviewBuilder(material), nil)
    let parts = [
      SitePage.Part(audience: .leadership, folder: "leadership", link: ReportLayout.overview, pages: 1),
      .init(audience: .teams, folder: "teams", link: ReportLayout.teams, pages: material.teams.count),
      .init(
        audience: .hr, folder: "hr", link: ReportLayout.queue,
        pages: queue.entries.count + queue.sheetCount),
      .init(audience: .people, folder: "people", isByAddress: true),
    ]
    return SitePage(
      company: material.company, period: material.run.period, parts: parts,
      smallestGroup: material.configuration.smallestGroup, run: material.stamp)
  }

  private func builder(
    _ connection: inout Connection, _ material: ReportMaterial, of teams: [CompanyDirectory.Team]?
  ) throws -> TeamPageBuilder {
    let joint = try JointActs.pairs(
      &connection, schema: material.configuration.sourceSchema, run: material.run.run,
      of: teams?.flatMap { material.keyResultsByTeam[$0.id] ?? [] }.map(\.id))
    var builder = TeamPageBuilder(material, jointActs: joint)
    builder.overviewLink = ReportLayout.beside(ReportLayout.overview)
    builder.teamsLink = ReportLayout.within(ReportLayout.teams)
    return builder
  }

  private func team(
    _ connection: inout Connection, _ material: ReportMaterial, _ team: CompanyDirectory.Team
  ) throws -> TeamPage {
    let own = try material.sums(&connection, of: [team])[team.id] ?? []
    return try builder(&connection, material, of: [team]).page(team, own, TeamSums(own))
  }

  /// The overview and the list of teams, which add up all of them.
  private func whole(
    _ connection: inout Connection, _ material: ReportMaterial, _ path: String
  ) throws -> WebResponse {
    try Visibility.requireEverybody(&connection, place: path)
    let builder = try builder(&connection, material, of: nil)
    var sums = OverviewSums(material)
    let teams = material.teams
    for start in stride(from: 0, to: teams.count, by: 24) {
      let some = Array(teams[start..<min(start + 24, teams.count)])
      let keyResults = try material.sums(&connection, of: some)
      for team in some {
        let own = keyResults[team.id] ?? []
        let part = TeamSums(own)
        sums.add(
          builder.page(team, own, part), own, part, link: ReportLayout.beside(ReportLayout.team(team.id)))
      }
    }
    let pages = [
      "/\(ReportLayout.teams)": renderer.render(sums.index(overviewLink: builder.overviewLink)),
      "/\(ReportLayout.overview)": try {
        try sums.readPast(&connection)
        return renderer.render(sums.page(indexLink: ReportLayout.beside(ReportLayout.teams)))
      }(),
    ]
    kept.withLock { $0 = (material.run.run.text, pages) }
    return page(pages[path] ?? "")
  }
}
