import Contribution
import Foundation
import Testing

@testable import Reporting

/// The page of a case that is served: a form to decide in, and the audit trail.
@Suite("A case that can be decided on")
struct LiveCaseTests {
  private static func page(_ live: LiveCase?) throws -> String {
    var page = Samples.reviewCase()
    page.live = live
    return try PageRenderer(isLive: true).render(page)
  }

  private static let event = LiveCase.Event(
    at: "2026-10-09T08:12:00.123Z", actor: "hr.wang", action: "decide", detail: "cleared")

  @Test("the form goes to the page's own server with its token, and says in whose name")
  func form() throws {
    let html = try Self.page(LiveCase(action: "case-F-1.html", token: "t0ken", login: "hr.wang", events: []))
    #expect(html.contains("<form method=\"post\" action=\"case-F-1.html\">"))
    #expect(html.contains("name=\"token\" value=\"t0ken\""))
    #expect(html.contains("form-action 'self'"))
    #expect(html.contains("hr.wang"))
    for decision in ["confirmed", "cleared", "not_judged"] { #expect(html.contains("value=\"\(decision)\" required>")) }
    #expect(!html.contains("id=\"refused\"") && !html.contains(" checked>"))
    let inFile = try PageRenderer().render(Samples.reviewCase())
    #expect(!inFile.contains("<form") && inFile.contains("form-action 'none'"))
  }

  @Test("what was refused comes back with why, as it was typed and chosen")
  func refusal() throws {
    let why = Bilingual("理由不能为空", "a reason is needed")
    let html = try Self.page(
      LiveCase(
        action: "case-F-1.html", token: "t", login: "x",
        refused: .init(why: why, decision: "cleared", reason: "on <leave> & away"), events: nil))
    #expect(html.contains("a reason is needed") && html.contains("理由不能为空"))
    #expect(html.contains("value=\"cleared\" required checked>"))
    #expect(html.components(separatedBy: " checked>").count == 2)
    #expect(html.contains(">on &lt;leave&gt; &amp; away</textarea>"))
  }

  @Test("the audit trail is listed, empty or closed, and says which")
  func trail() throws {
    let listed = try Self.page(LiveCase(action: "a.html", token: "t", login: "x", events: [Self.event]))
    #expect(listed.contains("2026-10-09 08:12:00<") && listed.contains("<bdi>hr.wang</bdi>"))
    #expect(!listed.contains(LiveWord.auditNone.text.english) && !listed.contains(LiveWord.auditClosed.text.english))
    let empty = try Self.page(LiveCase(action: "a.html", token: "t", login: "x", events: []))
    #expect(empty.contains(LiveWord.auditNone.text.english))
    let closed = try Self.page(LiveCase(action: "a.html", token: "t", login: "x", events: nil))
    #expect(closed.contains(LiveWord.auditClosed.text.english))
  }

  @Test(
    "hostile words in the form and the trail are harmless",
    arguments: ["\"><script>1</script>", "{{token}}", "\u{202E}x"])
  func hostile(text: String) throws {
    let html = try Self.page(
      LiveCase(
        action: text, token: text, login: text,
        refused: .init(why: Bilingual(same: VisibleText.clean(text)), decision: text, reason: text),
        events: [.init(at: text, actor: text, action: text, detail: text)]))
    let clean = try Self.page(LiveCase(action: "a.html", token: "t", login: "x", events: [Self.event]))
    #expect(html.components(separatedBy: "<script").count == clean.components(separatedBy: "<script").count)
    #expect(html.contains("<form method=\"post\" action=\"\">"), "a place that is no page of ours is no target")
    // Only the field that goes back as it was typed keeps a direction mark.
    #expect(html.components(separatedBy: "\u{202E}").count <= 3)
  }

  @Test("a page that only says something says it in both languages, escaped, and leads back")
  func message() throws {
    let renderer = try PageRenderer(language: .english, isLive: true)
    let html = renderer.message(
      Bilingual("没有 <b>", "no page <b>"), details: [Bilingual("第一", "first"), Bilingual("第二", "second")])
    for text in ["没有 &lt;b&gt;", "no page &lt;b&gt;", "first", "第二", LiveWord.back.text.english] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(!html.contains("<b>") && !html.contains("<script") && html.contains("data-lang=\"en\""))
  }

  @Test("words of the workbook: every state, reason and kind has its words, an unknown one stays as it is")
  func states() {
    let words = ["judged", "not_judged", "watch", "flag", "cleared", "confirmed"].map(WorkbookWord.state)
    #expect(Set(words.map(\.english)).count == 6 && Set(words.map(\.chinese)).count == 6)
    #expect(WorkbookWord.state("brand_new").english == "brand_new")
    #expect(Set(ObjectiveKind.allCases.map { WorkbookWord.kind($0).english }).count == ObjectiveKind.allCases.count)
    #expect(Set(ModelName.allCases.map { WorkbookWord.model($0).chinese }).count == ModelName.allCases.count)
    #expect(Set(Channel.allCases.map { WorkbookWord.channel($0).chinese }).count == Channel.allCases.count)
    #expect(WorkbookWord.reason("brand_new").english == "Other (brand_new)")
  }
}
