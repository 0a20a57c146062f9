import Contribution
import Foundation
import Testing

@testable import Reporting

private let hostile = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'); DROP TABLE people;--", "{{name}} {{{style}}}",
  "{points} **b**", "\u{202E}evil\u{202C}", "\u{1B}[31mred\u{7}", "=1+1", "@SUM(A1)", "a\u{0}b\r\nc",
  "</title><script>1</script>",
  "\"\u{301} onclick=\"\u{301}alert(1)", "<\u{301}img src=x>",
  "&lt;b&gt;", String(repeating: "长", count: 5000), "", "   ", "👨‍👩‍👧‍👦 家",
]

@Test("hostile names are harmless on the team page", arguments: hostile)
func hostileTeam(text: String) throws {
  var page = Samples.team(intervals: true)
  let clean = try PageRenderer().render(page)
  page.name = text
  page.company = text
  page.department = text
  page.period = text
  page.members[0].name = text
  page.keyResults[0].title = text
  page.keyResults[0].versions[1].reason = text
  page.keyResults[0].members[0].name = text
  page.keyResults[2].stopped?.decision = text
  page.keyResults[2].stopped?.reusedBy = [text]
  page.goals[1].owner = text
  page.goals[1].title = text
  page.ties.append(.init(left: "p0", right: text, acts: 2))
  page.quarantined = [.init(code: text, rows: 3)]
  page.run.runID = text
  page.run.configurationHash = text
  page.overviewLink = text
  page.teamsLink = text
  try expectHarmless(PageRenderer().render(page), beside: clean)
}

@Test("hostile names are harmless on the overview", arguments: hostile)
func hostileOverview(text: String) throws {
  var page = Samples.overview(intervals: true)
  let clean = try PageRenderer().render(page)
  page.company = text
  page.period = text
  page.teams[0].name = text
  page.teams[4].name = text
  page.teams[1].link = "javascript:alert(1)"
  page.teams[2].link = text
  page.departments[0].name = text
  page.flows[0].department = text
  page.flows[1].objective = text
  page.quarantined = [.init(code: text, rows: 3)]
  page.actionsDue = text
  page.run.seed = text
  try expectHarmless(PageRenderer().render(page), beside: clean)
}

@Test("hostile names are harmless on the own page, in the queue, on a case and at the entrance", arguments: hostile)
func hostileAudiences(text: String) throws {
  let renderer = try PageRenderer()
  var own = Samples.own()
  let cleanOwn = renderer.render(own)
  own.name = text
  own.team = text
  own.company = text
  own.period = text
  own.history[5].period = text
  own.keyResults[0].title = text
  own.keyResults[1].title = text
  own.paths[0][0].owner = text
  own.paths[0][0].title = text
  own.appeals[0].text = text
  own.appeals[0].answer = text
  own.notices = [Bilingual(same: VisibleText.clean(text))]
  expectHarmless(renderer.render(own), beside: cleanOwn)
  var queue = Samples.queue()
  let cleanQueue = renderer.render(queue)
  queue.company = text
  queue.cases[0].person = text
  queue.cases[0].team = text
  queue.cases[0].keyResult = text
  queue.cases[0].id = text
  queue.cases[0].link = text
  queue.cases[1].reasons = [text]
  queue.cases[4].decidedBy = text
  queue.cases[4].decidedAt = text
  expectHarmless(renderer.render(queue), beside: cleanQueue)
  var page = Samples.reviewCase()
  let cleanCase = renderer.render(page)
  page.reviewCase.person = text
  page.reviewCase.reasons = [text]
  page.reviewCase.due = text
  page.records[0].table = text
  page.records[0].id = text
  page.decisions[0].reason = text
  page.decisions[0].decision = text
  page.decisions[0].by = text
  page.appeals[0].text = text
  page.queueLink = text
  expectHarmless(renderer.render(page), beside: cleanCase)
  var site = Samples.site()
  let cleanSite = renderer.render(site)
  site.company = text
  site.parts[0].folder = text
  site.parts[1].link = text
  expectHarmless(renderer.render(site), beside: cleanSite)
}

/// No element more than the clean page's kinds, no control or direction character, no link elsewhere.
private func expectHarmless(_ page: String, beside clean: String) {
  #expect(tags(page).subtracting(tags(clean)).isEmpty)
  #expect(page.components(separatedBy: "<script").count == clean.components(separatedBy: "<script").count)
  #expect(!page.contains("<img"))
  #expect(!page.contains("javascript:"))
  #expect(!page.contains("onerror=alert(1)>") || !page.contains("<img"))
  for scalar in page.unicodeScalars {
    let value = scalar.value
    let control = (value < 0x20 && value != 0x0A) || (0x7F..<0xA0).contains(value)
    let direction = (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    if control || direction {
      Issue.record("U+\(String(value, radix: 16)) in the page")
      return
    }
  }
  #expect(page.utf8.count < 160_000)
}

/// Names of the elements of a page.
private func tags(_ page: String) -> Set<String> {
  Set(
    page.split(separator: "<").dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" })
    })
}

@Test("links lead to files beside the page and nowhere else")
func links() {
  #expect(View.link("team-t1.html") == "team-t1.html")
  #expect(View.link("teams/t1.html") == "teams/t1.html")
  #expect(View.link("../teams/team-t1.html") == "../teams/team-t1.html")
  for bad in ["../teams/../x.html", "../other/x.html", "../../teams/x.html"] {
    #expect(View.link(bad) == nil, "\(bad)")
  }
  for bad in ["javascript:alert(1)", "//host/x", "/etc/passwd", "../up.html", "a b", "", "x?y", "data:text/html,x"] {
    #expect(View.link(bad) == nil, "\(bad)")
  }
}

@Test("a value that looks like a placeholder or emphasis stays as it is")
func placeholdersInValues() {
  let text = Bilingual("{a} 和 {b}", "{a} and {b}").filled(["a": "{b}", "b": "**x**"])
  #expect(text.chinese == "{b} 和 **x**")
  #expect(text.english == "{b} and **x**")
}

@Test("in Chinese a Latin value is parted from Chinese neighbours by a space, in English nothing changes")
func spacesAroundLatinValues() {
  let text = Bilingual("{name}，这是你在{period}的贡献", "{name}, in{period}x")
  let filled = text.filled(["name": "Anna", "period": "o25"])
  #expect(filled.chinese == "Anna，这是你在 o25 的贡献")
  #expect(filled.english == "Anna, ino25x")
  // A space that is there stays one; Chinese beside Chinese and a sign beside either need none.
  #expect(text.filled(["name": "林晓", "period": "第三季度"]).chinese == "林晓，这是你在第三季度的贡献")
  #expect(Bilingual("第 {n} 位", "").filled(["n": "3"]).chinese == "第 3 位")
  #expect(Bilingual("占{part}吗", "").filled(["part": "9%"]).chinese == "占 9%吗")
  #expect(Bilingual("{a}{b}", "").filled(["a": "周", "b": "v2"]).chinese == "周 v2")
}

@Test("direction marks become visible code points and control characters vanish")
func visibleText() {
  #expect(VisibleText.clean("\u{202E}a\u{1B}[31mb\u{7}") == "[U+202E]a[31mb")
  #expect(VisibleText.clean("a\nb\tc") == "a b c")
  #expect(VisibleText.clean(" \u{7} ") == "–")
  #expect(VisibleText.clean(String(repeating: "字", count: 500)).count == 201)
}
