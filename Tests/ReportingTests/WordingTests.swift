import Testing

@testable import Reporting

/// Words that accuse; they appear in no text, template or page.
let bannedWords = ["搭便车", "划水", "摸鱼", "抢功", "嫌疑", "懒", "free-rid", "freerid", "slack", "suspect", "culprit"]

@Test("the wording catalogue has no banned word in any language")
func bannedWordsInCatalogue() {
  for (key, text) in Wording.all {
    for word in bannedWords {
      #expect(!text.chinese.lowercased().contains(word), "\(key)")
      #expect(!text.english.lowercased().contains(word), "\(key)")
    }
  }
}

@Test("the templates have no banned word")
func bannedWordsInTemplates() {
  for (name, bytes) in PageRenderer.templates {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    for word in bannedWords { #expect(!text.contains(word), "\(name)") }
  }
}

@Test("every entry of the catalogue has a text in both languages")
func bothLanguages() {
  #expect(Wording.all.count > 200)
  for (key, text) in Wording.all {
    #expect(text.chinese.contains { !$0.isWhitespace }, "\(key)")
    #expect(text.english.contains { !$0.isWhitespace }, "\(key)")
    #expect(!text.english.unicodeScalars.contains { isChinese($0) } || key == "FrameWord.language", "\(key)")
  }
}

@Test("both languages of an entry have the same placeholders and the same number of emphasised parts")
func samePlaceholders() {
  for (key, text) in Wording.all {
    #expect(placeholders(text.chinese) == placeholders(text.english), "\(key)")
    #expect(text.chinese.count { $0 == "{" } == text.chinese.count { $0 == "}" }, "\(key)")
    #expect(emphasis(text.chinese) == emphasis(text.english), "\(key)")
    #expect(emphasis(text.chinese) % 2 == 1, "\(key) leaves an emphasis open")
  }
}

@Test("Chinese text has full-width punctuation beside Chinese characters")
func fullWidthPunctuation() {
  for (key, text) in Wording.all {
    #expect(halfWidthFault(text.chinese) == nil, "\(key): \(text.chinese)")
  }
}

@Test("the punctuation lint finds what it is for", arguments: ["你好,世界", "共 3 个(已停)团队", "说明:无", "好;坏", "真的?"])
func punctuationLintWorks(text: String) {
  #expect(halfWidthFault(text) != nil)
}

@Test(
  "the punctuation lint lets figures and Latin words be", arguments: ["1:1 里可以", "比例 1,200 人", "（OKR）和 KPI", "90% 区间"])
func punctuationLintIsQuiet(text: String) {
  #expect(halfWidthFault(text) == nil)
}

@Test("Chinese text has a space between Chinese and Latin or digits, never two")
func noDoubleSpaces() {
  for (key, text) in Wording.all {
    #expect(!text.chinese.contains("  "), "\(key)")
    #expect(!text.english.contains("  "), "\(key)")
  }
}

@Test(
  "a value that is Latin or a figure gets its space in Chinese text, one that is Chinese gets none",
  arguments: [
    ("o25", "在 o25 的成果"), ("第三季度", "在第三季度的成果"), ("2026 年第三季度", "在 2026 年第三季度的成果"), ("支付组 B", "在支付组 B 的成果"),
    ("90%", "在 90%的成果"), ("《o25》", "在《o25》的成果"), ("", "在的成果"), ("Zoë", "在 Zoë 的成果"),
  ])
func spaceAroundValues(value: String, expected: String) {
  let text = Bilingual("在{value}的成果", "results in{value}")
  #expect(text.filled(["value": value]).chinese == expected)
  #expect(text.filled(["value": value]).english == "results in" + value, "English is left as it is written")
  // A space that the template has is not doubled.
  #expect(Bilingual("在 {value} 的", "").filled(["value": "o25"]).chinese == "在 o25 的")
}

@Test("spaces also stand between two values, and where an emphasis begins or ends")
func spaceAcrossParts() throws {
  #expect(Bilingual("{a}{b}", "").filled(["a": "支付组", "b": "o25"]).chinese == "支付组 o25")
  let runs = View.rich(Bilingual("你在{a}做了**{b}**次", "x **y** z"), ["a": "o25", "b": "3"])["zh"] as? [View.Values]
  #expect(try #require(runs).map { $0["text"] as? String ?? "" }.joined() == "你在 o25 做了 3 次")
}

@Test("no page has Chinese text directly beside a Latin word that came from the data")
func spacesOnOwnPage() throws {
  var page = Samples.own()
  page.period = "o25"
  page.team = "Core"
  let html = try PageRenderer().render(page)
  #expect(html.contains("你在 o25 的贡献"))
  #expect(html.contains("你贡献了 Core 成果的"))
}

/// The first half-width comma, colon, semicolon, bracket or mark next to a Chinese character.
func halfWidthFault(_ text: String) -> String? {
  let scalars = Array(text.unicodeScalars)
  for (place, scalar) in scalars.enumerated() where ",:;!?()".unicodeScalars.contains(scalar) {
    let before = place > 0 && isChinese(scalars[place - 1])
    let after = place + 1 < scalars.count && isChinese(scalars[place + 1])
    if before || after { return String(scalar) }
  }
  return nil
}

func isChinese(_ scalar: Unicode.Scalar) -> Bool {
  (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
}

private func placeholders(_ text: String) -> Set<String> {
  Set(
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
      $0.split(separator: "}").first.map(String.init)
    })
}

private func emphasis(_ text: String) -> Int {
  text.split(separator: "**", omittingEmptySubsequences: false).count
}
