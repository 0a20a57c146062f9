import Contribution
import Foundation
import Testing

@testable import Reporting

@Test("the pages of a person, of HR and of the entrance look as recorded")
func audiencePages() throws {
  let renderer = try PageRenderer()
  try Snapshot.expect(renderer.render(Samples.own()), equals: "report-own.html")
  try Snapshot.expect(renderer.render(Samples.queue()), equals: "report-queue.html")
  try Snapshot.expect(renderer.render(Samples.reviewCase()), equals: "report-case.html")
  try Snapshot.expect(renderer.render(Samples.site()), equals: "report-site.html")
}

/// Every page type, so that a rule can be held against all of them.
func everyPage() throws -> [(name: String, text: String)] {
  let renderer = try PageRenderer()
  return [
    ("overview", renderer.render(Samples.overview(intervals: true))),
    ("team", renderer.render(Samples.team(intervals: true))), ("own", renderer.render(Samples.own())),
    ("queue", renderer.render(Samples.queue())), ("case", renderer.render(Samples.reviewCase())),
    ("site", renderer.render(Samples.site())),
  ]
}

@Test("no page fetches anything, leaves a placeholder or uses a banned word")
func everyPageIsComplete() throws {
  for (name, text) in try everyPage() {
    #expect(text.contains("default-src 'none'"), "\(name)")
    for fetch in ["http://", "https://", "src=", "@import", "url(", "{{", "**"] {
      #expect(!text.contains(fetch), "\(name) \(fetch)")
    }
    let body = text.split(separator: "</style>").last.map(String.init) ?? ""
    let words = body.split(separator: "<script>").first.map(String.init) ?? ""
    #expect(!words.contains("{"), "\(name) has an unfilled placeholder")
    for word in bannedWords { #expect(!words.lowercased().contains(word), "\(name) \(word)") }
  }
}

@Test("every Chinese text of every page has full-width punctuation beside Chinese characters")
func everyPageIsPunctuated() throws {
  for (name, page) in try everyPage() {
    for part in page.components(separatedBy: "lang=\"zh-Hans\">").dropFirst() {
      let text = String(part.prefix { $0 != "<" })
      #expect(halfWidthFault(text) == nil, "\(name): \(text)")
    }
  }
}

@Test("every drawing of every page has a role, a title, a description and a data table, or is hidden from readers")
func everyDrawingIsTold() throws {
  for (name, page) in try everyPage() {
    for part in page.components(separatedBy: "<svg").dropFirst() {
      let head = part.prefix { $0 != ">" }
      #expect(head.contains("aria-hidden=\"true\"") || head.contains("role=\"img\""), "\(name): \(head)")
    }
    let charts = page.components(separatedBy: "role=\"img\"").count - 1
    #expect(page.components(separatedBy: "<title id=").count - 1 == charts, "\(name)")
    #expect(page.components(separatedBy: "<desc id=").count - 1 == charts, "\(name)")
    #expect(page.components(separatedBy: "<details class=\"tbl\"").count - 1 >= charts, "\(name)")
  }
}

@Test("an own page speaks to the person and shows a range before any chart")
func ownPage() throws {
  let text = try PageRenderer().render(Samples.own())
  let start = try #require(text.range(of: "15.3% 到 21.4%"))
  let chart = try #require(text.range(of: "role=\"img\""))
  #expect(start.lowerBound < chart.lowerBound)
  #expect(text.contains("你做的比目前记下的要多"))
  #expect(text.contains("7 个工作日内"))
  #expect(text.contains("还没有你的署名"))
  // Five and three tenths of a per cent of what: parts of the person's own work, which sum to 100.
  #expect(text.contains("45%") && text.contains("24%"))
}

@Test("an own page of a small group or thin data shows the reason and no share", arguments: [true, false])
func ownPageSuppressed(small: Bool) throws {
  var page = Samples.own()
  page.standing = small ? .smallGroup : .lowCoverage
  page.keyResults = []
  let text = try PageRenderer().render(page)
  #expect(text.contains(small ? "不足 5 人，不作比较。" : "数据覆盖低于 60%，不出结论。"))
  #expect(!text.contains("18.4%") && !text.contains("11.0%"))
  #expect(!text.contains("role=\"img\""), "neither line nor steps are drawn")
  #expect(!text.contains("你做的比目前记下的要多"), "nothing is suggested either")
}

@Test("a queue puts open cases first, says how many models agree, and gives the innocent reason")
func queueRows() throws {
  let text = try PageRenderer().render(Samples.queue())
  let open = try #require(text.range(of: "沈若溪"))
  let cleared = try #require(text.range(of: "高子墨"))
  #expect(open.lowerBound < cleared.lowerBound)
  #expect(text.contains("6 / 6") && text.contains("连续 2 期"))
  #expect(text.contains("期间有缺勤（原因不显示）"))
  #expect(text.contains("数据里没有找到原因，请先询问"))
  #expect(text.contains("其他（brand_new_code）") == false, "an unknown code is no possible reason")
  #expect(text.contains("误报率") && text.contains("25%"))
  #expect(text.contains("提示不是结论"))
}

@Test("a prompt that few models share asks to wait, and a decided one asks for nothing")
func queueSteps() {
  var item = Samples.queue().cases[1]
  item.agreeing = 3
  #expect(ReviewCaseView.step(item, leastAgreeing: 5) == ReviewWord.stepWait.text)
  item.agreeing = 5
  #expect(ReviewCaseView.step(item, leastAgreeing: 5) == ReviewWord.stepEvidence.text)
  item.reasons = ["incomplete_evidence"]
  #expect(ReviewCaseView.step(item, leastAgreeing: 5) == ReviewWord.stepData.text)
  item.status = .confirmed
  #expect(ReviewCaseView.step(item, leastAgreeing: 5) == nil)
}

@Test("an empty queue says so")
func emptyQueue() throws {
  var page = Samples.queue()
  page.cases = []
  page.decided = 0
  page.expectedFalse = nil
  let text = try PageRenderer().render(page)
  #expect(text.contains("没有需要核对的记录"))
  #expect(text.contains("尚不可知"))
}

@Test("the summary has three lines in each language and no personal name")
func summary() {
  let page = Samples.overview(intervals: true)
  let lines = Summary.markdown(page).split(separator: "\n")
  #expect(lines.count == 6)
  #expect(lines[0].contains("一致度 91% ± 2.1 个百分点"))
  #expect(lines[3].contains("alignment 91% ± 2.1 points"))
  var hostile = page
  hostile.company = "[x](javascript:alert(1)) <b>"
  #expect(!Summary.markdown(hostile).contains("[x](") && !Summary.markdown(hostile).contains("<b>"))
}

@Test("tables as CSV are quoted, marked as UTF-8, and hold no formula")
func csv() {
  let table = Chart.DataTable(
    columns: [Bilingual("团队", "Team")],
    rows: [[Bilingual(same: "=1+1")], [Bilingual(same: "a,\"b\"")], [Bilingual(same: "@x")], [Bilingual(same: "−1")]])
  #expect(table.csv(.chinese) == "\u{FEFF}团队\r\n'=1+1\r\n\"a,\"\"b\"\"\"\r\n'@x\r\n−1\r\n")
  let names = Samples.overview(intervals: true).tables(.english).map(\.name)
  #expect(names == ["overview-gaps.csv", "overview-goals.csv"])
}

@Test("every reason that a run may store has words in both languages")
func reasonsHaveWords() {
  for word in ReasonWord.allCases where word != .other {
    let code = "\(word)".reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    #expect(ReasonWord.of(code).words == word.text, "\(code)")
  }
  #expect(ReasonWord.of("x").words.english == "other (x)")
}

@Test("a sheet of a long queue names its neighbours and some of the others, and stays small")
func queueSheets() throws {
  var page = Samples.queue()
  let sheets = (1...401).map {
    QueuePage.Sheet(
      number: $0, link: $0 == 1 ? "queue.html" : "queue-\($0).html", status: .open,
      team: String(repeating: "很长的团队名", count: 20), isShown: $0 == 200)
  }
  page.sheets = sheets
  page.counts = [.open: 20_000, .cleared: 31]
  page.cases = (0..<50).map { place in
    var item = page.cases[place % 7]
    item.id += "-\(place)"
    item.keyResult = String(repeating: "很长的关键结果", count: 12)
    item.reasons = ["leave", "joined_late", "job_with_few_traces", "models_differ"]
    return item
  }
  let text = try PageRenderer().render(page)
  #expect(text.utf8.count < 150_000)
  #expect(text.contains("rel=\"prev\" href=\"queue-199.html\""))
  #expect(text.contains("rel=\"next\" href=\"queue-201.html\""))
  #expect(text.contains("第 200 页，共 401 页") && text.contains("20,000 处待处理"))
  #expect(text.contains("fairshare.xlsx") && !text.contains("<form"), "a file takes no forms")
  for shown in [0, 7, 200, 400] {
    let named = QueuePager.named(401, shown: shown)
    #expect(named.contains(0) && named.contains(400) && named.contains(shown) && named.count < 30)
  }
  #expect(QueuePager.named(30, shown: 4) == Array(0..<30))
}

@Test("a filtered queue keeps what was asked for, and its links hold nothing else")
func queueFilter() throws {
  var page = Samples.queue()
  page.sheets = (1...2).map {
    QueuePage.Sheet(number: $0, link: "queue-\($0).html", status: .open, team: nil, isShown: $0 == 1)
  }
  page.filter = .init(status: .inReview, kind: .overCredited, words: "支付\"><b>&x=1", found: 77)
  let text = try PageRenderer(isLive: true).render(page)
  #expect(text.contains("<option value=\"inReview\" selected>") && text.contains("符合条件的有 77 处"))
  #expect(text.contains("value=\"支付&quot;&gt;&lt;b&gt;&amp;x=1\""))
  #expect(
    text.contains(
      "queue-2.html?status=inReview&amp;kind=over_credited&amp;words=%E6%94%AF%E4%BB%98%22%3E%3Cb%3E%26x%3D1\""))
  page.cases = []
  page.filter?.found = 0
  #expect(try PageRenderer(isLive: true).render(page).contains("没有符合条件的记录"))
}
