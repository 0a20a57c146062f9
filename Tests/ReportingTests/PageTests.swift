import Contribution
import Foundation
import Reporting
import Testing

@Test("the overview of a full run looks as recorded")
func overviewFull() throws {
  try Snapshot.expect(PageRenderer().render(Samples.overview(intervals: true)), equals: "report-overview.html")
}

@Test("the overview of a first run without intervals looks as recorded")
func overviewPlain() throws {
  try Snapshot.expect(PageRenderer().render(Samples.overview(intervals: false)), equals: "report-overview-plain.html")
}

@Test("the team page of a full run looks as recorded")
func teamFull() throws {
  try Snapshot.expect(PageRenderer().render(Samples.team(intervals: true)), equals: "report-team.html")
}

@Test("the team page of a first run without intervals looks as recorded")
func teamPlain() throws {
  try Snapshot.expect(PageRenderer().render(Samples.team(intervals: false)), equals: "report-team-plain.html")
}

@Test("the largest pages that must print on one sheet stay small and look as recorded")
func largestPages() throws {
  let overview = try PageRenderer().render(Samples.overview(intervals: true, departments: 12))
  let team = try PageRenderer(language: .english).render(Samples.team(intervals: true, people: 15))
  #expect(overview.utf8.count <= 100_000)
  #expect(team.utf8.count <= 150_000)
  try Snapshot.expect(overview, equals: "report-overview-12-departments.html")
  try Snapshot.expect(team, equals: "report-team-15-members.html")
}

@Test("the same page gives the same bytes, from one renderer or two")
func sameBytes() throws {
  let renderer = try PageRenderer()
  let page = Samples.team(intervals: true)
  #expect(try renderer.render(page) == PageRenderer().render(page))
  #expect(renderer.render(page) == renderer.render(page))
}

@Test("the order in which members come in does not change the page")
func memberOrder() throws {
  var page = Samples.team(intervals: false)
  let renderer = try PageRenderer()
  let first = renderer.render(page)
  page.members.reverse()
  #expect(renderer.render(page) == first)
}

@Test("every page is complete: nothing is fetched, no placeholder or mark is left", arguments: [true, false])
func selfContained(intervals: Bool) throws {
  let renderer = try PageRenderer()
  for page in [
    renderer.render(Samples.overview(intervals: intervals)), renderer.render(Samples.team(intervals: intervals)),
  ] {
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("default-src 'none'"))
    for fetch in ["http://", "https://", "src=", "@import", "url(", "{{", "**"] {
      #expect(!page.contains(fetch), "\(fetch)")
    }
    let body = page.split(separator: "</style>").last.map(String.init) ?? ""
    let words = body.split(separator: "<script>").first.map(String.init) ?? ""
    #expect(!words.contains("{"), "an unfilled placeholder")
    for word in bannedWords { #expect(!words.contains(word)) }
  }
}

@Test("every chart has a role, a title, a description and a table of its numbers")
func chartsAreAccessible() throws {
  let page = try PageRenderer().render(Samples.team(intervals: true))
  let charts = page.components(separatedBy: "role=\"img\"").count - 1
  #expect(charts == 6)
  #expect(page.components(separatedBy: "<title id=").count - 1 == charts)
  #expect(page.components(separatedBy: "<desc id=").count - 1 == charts)
  #expect(page.components(separatedBy: "class=\"plot").count - 1 == charts)
  #expect(page.components(separatedBy: "<details").count - 1 >= charts)
}

@Test("small teams and thin data show the reason and no figure")
func suppression() throws {
  let renderer = try PageRenderer()
  var page = Samples.team(intervals: false)
  page.members = Array(page.members.prefix(4))
  let small = renderer.render(page)
  #expect(small.contains("不足 5 人，不作比较。"))
  #expect(!small.contains("role=\"img\" aria-labelledby=\"credit-t\""))
  #expect(!small.contains("沈若溪"))
  page = Samples.team(intervals: false)
  page.coverage = 0.59
  let thin = renderer.render(page)
  #expect(thin.contains("数据覆盖低于 60%，不出结论。"))
  #expect(!thin.contains("沈若溪"))
}

@Test("a team below the smallest group shows no gap on the overview")
func overviewSuppression() throws {
  var page = Samples.overview(intervals: false)
  page.teams[0].people = 4
  page.teams[0].largestGap = 0.7654
  let text = try PageRenderer().render(page)
  #expect(!text.contains("76.5"))
}

@Test("empty pages say so and do not fail")
func emptyPages() throws {
  let renderer = try PageRenderer()
  let run = Samples.run(intervals: false)
  let overview = renderer.render(
    OverviewPage(company: "", period: "o12", teams: [], departments: [], alignment: nil, run: run))
  #expect(overview.contains("还没有足够的记录"))
  let team = renderer.render(
    TeamPage(id: "t", name: "", company: "", period: "o12", members: [], keyResults: [], run: run))
  #expect(team.contains("没有可以计入的成果记录"))
}

@Test("values that are not finite are shown as a dash")
func notFiniteValues() throws {
  var page = Samples.team(intervals: false)
  page.members[0].credited = .nan
  page.members[1].contributed = .infinity
  page.keyResults[0].attainment = .nan
  let text = try PageRenderer().render(page)
  for word in ["nan", "inf%", "Infinity"] { #expect(!text.contains("\(word)\"") && !text.contains(">\(word)")) }
}

@Test("pages of a large company stay small: two thousand teams, a team of a hundred, sixty key results")
func largeCompany() throws {
  let renderer = try PageRenderer()
  var overview = Samples.overview(intervals: true)
  overview.indexLink = "teams.html"
  overview.teams = (0..<2000).map { place in
    .init(
      id: "t\(place)", name: "团队 \(place)", people: 10, largestGap: Double(place % 97) * 0.0015,
      cases: place % 50 == 0 ? 1 : 0,
      link: "team-\(place).html")
  }
  overview.flows = (0..<40).flatMap { place in
    (0..<12).map { .init(department: "部门 \(place)", objective: "目标 \($0)", amount: Double(place + $0 + 1)) }
  }
  let text = renderer.render(overview)
  #expect(text.utf8.count <= 100_000)
  #expect(text.contains("href=\"teams.html\""))
  var team = Samples.team(intervals: true, people: 15)
  team.members = (0..<100).map { place in
    var member = team.members[place % 15]
    member.id = "m\(place)"
    return member
  }
  team.keyResults = (0..<60).map { place in
    var result = team.keyResults[place % 4]
    result.id = "k\(place)"
    return result
  }
  #expect(renderer.render(team).utf8.count <= 150_000)
}

@Test("the index lists every team by name with its link")
func index() throws {
  let overview = Samples.overview(intervals: false)
  let page = IndexPage(
    company: overview.company, period: overview.period, teams: overview.teams, overviewLink: "index.html",
    run: overview.run)
  try Snapshot.expect(PageRenderer().render(page), equals: "report-index.html")
}

@Test("the list of teams gives each largest gap its interval, and a reason where there is no figure")
func gapsInList() throws {
  var page = Samples.overview(intervals: true)
  page.teams[0].largestGap = 0.086
  page.teams[0].people = 9
  page.teams[0].coverage = 1
  page.teams[0].gapRange = 0.058...0.111
  page.teams[1].people = 3
  let text = try PageRenderer().render(page)
  #expect(text.contains("8.6（90% 区间 5.8–11.1）") && text.contains("8.6 (90% interval 5.8–11.1)"))
  #expect(text.contains("不足 5 人") && text.contains("under 5 people"))
}

@Test("what a company does not record reads as unknown, not as none")
func unknownRhythm() throws {
  var page = Samples.team(intervals: true)
  page.rhythm = .init(
    oneOnOnesPerPerson: nil, medianDaysBetweenCheckIns: nil, staleKeyResults: nil, feedbackGiven: nil, goalChanges: 1)
  let text = try PageRenderer().render(page)
  let rhythm = try #require(text.split(separator: "<dl class=\"rh\">").dropFirst().first).prefix { $0 != "\n" }
  #expect(rhythm.split(separator: "—").count == 5)
}

@Test("no name of a step of a share is cut, in either language")
func stepLabels() throws {
  var page = Samples.team(intervals: true)
  let names =
    Channel.allCases.map(\.rawValue) + ["effort_check", "recording_bias", "peers", "spot_checks", "shrinkage"]
  for place in page.members.indices {
    page.members[place].steps =
      [.init(step: "equal_start", amount: 0.1)] + names.map { .init(step: $0, amount: 0.01) }
  }
  let text = try PageRenderer().render(page)
  let chart = text.components(separatedBy: "id=\"why-t\"").last?.components(separatedBy: "</svg>").first ?? ""
  #expect(chart.contains("Unblocking others"))
  #expect(chart.contains("Recording bias"))
  #expect(!chart.contains("…"))
}

@Test("a lead reads of missed reviews and help only where they are what was done")
func wordsForMissingCredit() throws {
  var page = Samples.team(intervals: true)
  let place = try #require(page.members.firstIndex { $0.prompt == .under })
  page.members[place].sources = [.init(channel: .authored, amount: 0.1, acts: 9)]
  let byTasks = try PageRenderer().render(page)
  #expect(byTasks.contains("A name may be missing from the record."))
  #expect(!byTasks.contains("This member did many reviews"))
  page.members[place].sources = [.init(channel: .review, amount: 0.1, acts: 9)]
  let byReviews = try PageRenderer().render(page)
  #expect(byReviews.contains("This member did many reviews"))
}

@Test("every page states the digest of the run's results, and none before there is one")
func digestInTheFooter() throws {
  var page = Samples.team(intervals: true)
  page.run.resultDigest = "0123456789abcdef"
  #expect(try PageRenderer().render(page).contains("result digest 0123456789abcdef"))
  page.run.resultDigest = nil
  #expect(try !PageRenderer().render(page).contains("result digest"))
}

@Test("every page states the end of the chain of decisions, and says so where it was removed")
func decisionLogInTheFooter() throws {
  var queue = QueuePage(company: "L", period: "2026Q3", cases: [], run: Samples.run(intervals: true))
  queue.run.decisionLog = .end(entries: 12, digest: "00ff")
  #expect(try PageRenderer().render(queue).contains("decision log, entries and digest 12 · 00ff"))
  queue.run.decisionLog = .missing
  #expect(try PageRenderer().render(queue).contains("decision log: its end is missing"))
}

@Test("a company of two thousand departments gets an overview of the same size, and a file of all")
func manyDepartments() throws {
  var page = Samples.overview(intervals: true)
  page.departments = (0..<2000).map { place in
    .init(name: "部门 \(place)", teams: 1, people: place == 1234 ? 4 : 10 + place, alignment: 0.9, toCheck: 1)
  }
  let text = try PageRenderer().render(page)
  #expect(text.utf8.count < 100_000)
  #expect(text.contains("部门 1999<") && !text.contains("部门 1000<"))
  #expect(text.contains("1976 smaller departments are in overview-departments.csv."))
  let table = try #require(page.tables(.chinese).first { $0.name == "overview-departments.csv" })
  #expect(table.csv.split(separator: "\r\n").count == 2001)
  #expect(table.csv.contains("部门 1234,1,4,–,–\r\n"))
}
