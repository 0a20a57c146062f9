import Foundation
import Reporting
import Testing

@testable import Pipeline

@Suite("Text of commands")
struct VerbsTextTests {
  @Test("a Chinese character counts as two columns, a combining mark as none")
  func width() {
    #expect(DisplayWidth.of("周启航") == 6)
    #expect(DisplayWidth.of("a") == 1)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.of("（）") == 4)
  }

  @Test("every line of a table with Chinese and Latin names is equally wide")
  func aligned() {
    var table = TextTable(columns: [
      .init("name", Bilingual("姓名", "name")), .init("share", Bilingual("份额", "share"), isNumber: true),
    ])
    table.rows = [
      [.init("周启航"), .units(123_456_789)], [.init("Ada"), .units(-5)], [.init("古丽·阿依夏"), .units(1_000_000_000)],
    ]
    for language in Language.allCases {
      let widths = Set(table.lines(language, width: nil).map { DisplayWidth.of($0) })
      #expect(widths.count == 1)
    }
  }

  @Test("a narrow terminal cuts flexible columns only")
  func narrow() {
    var table = TextTable(columns: [
      .init("id", Bilingual("编号", "id")), .init("text", Bilingual("内容", "text"), isFlexible: true),
    ])
    table.rows = [[.init("k-123456"), .init(String(repeating: "很长", count: 40))]]
    for line in table.lines(.chinese, width: 40) { #expect(DisplayWidth.of(line) <= 40) }
    #expect(table.lines(.chinese, width: 40)[2].hasPrefix("k-123456"))
  }

  @Test("a table that cannot be cut to a narrow terminal becomes a block a row, without what is empty")
  func blocks() {
    var table = TextTable(columns: [
      .init("id", Bilingual("编号", "id")), .init("kind", Bilingual("内容", "about")),
      .init("note", Bilingual("说明", "note"), isFlexible: true),
    ])
    table.rows = [
      [.init("2950fe77bc2e2adb"), .init("contributed without being named"), .init("")],
      [.init("k"), .init("x"), .init("y")],
    ]
    #expect(
      table.lines(.english, width: 44) == [
        "id     2950fe77bc2e2adb", "about  contributed without being named", "", "id     k", "about  x", "note   y",
      ])
    for line in table.lines(.chinese, width: 30) { #expect(DisplayWidth.of(line) <= 30) }
  }

  @Test("an estimated probability is never shown as certain")
  func probabilities() {
    let texts = [0, 0.0004, 0.0005, 0.5, 0.9994, 0.9996, 1].map { TextTable.Cell.probabilityText($0) }
    #expect(texts == ["< 0.1 %", "< 0.1 %", "0.1 %", "50.0 %", "99.9 %", "> 99.9 %", "> 99.9 %"])
  }

  @Test("units are written exactly")
  func units() {
    #expect(TextTable.Cell.exact(1_000_000_000) == "1.000000000")
    #expect(TextTable.Cell.exact(-5) == "-0.000000005")
    #expect(TextTable.Cell.exact(161_231_499) == "0.161231499")
  }

  @Test("what a name holds cannot steer the terminal")
  func harmless() {
    let text = DisplayWidth.harmless("a\u{1B}[31mb\u{202E}c\nd")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test("JSON is read back as it was written, for many seeded values")
  func jsonRoundTrip() {
    for seed in 0..<400 {
      var generator = SplitMix(state: UInt64(seed))
      let value = Self.random(depth: 0, &generator)
      #expect(JSONValue(parsing: value.text) == value, "seed \(seed): \(value.text)")
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(value.text.utf8), options: [.fragmentsAllowed])
      }
    }
    for text in ["", "{", "[1,]", "{\"a\"}", "nul", "\"\\", "1 2", String(repeating: "[", count: 500)] {
      #expect(JSONValue(parsing: text) == nil, "\(text)")
    }
  }

  private static func random(depth: Int, _ generator: inout SplitMix) -> JSONValue {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2: .integer(Int.random(in: -1_000_000...1_000_000, using: &generator))
    case 3: .number(Double.random(in: -1...1, using: &generator) + 0.000_1)
    case 4:
      .string(
        String(
          (0..<Int.random(in: 0...8, using: &generator)).map { _ in
            ["a", "\"", "\\", "\n", "周", "\u{7F}", "\u{2028}", "🜁", "/"].randomElement(using: &generator) ?? "x"
          }.joined()))
    case 5: .array((0..<3).map { _ in random(depth: depth + 1, &generator) })
    default: .object((0..<3).map { .init("k\($0)", random(depth: depth + 1, &generator)) })
    }
  }

  @Test("every message code speaks both languages and has one exit code of the contract")
  func catalogue() {
    let contract: Set<Int32> = [64, 65, 70, 75, 77, 78, 130]
    for code in MessageCode.allCases {
      #expect(contract.contains(code.exit.rawValue), "\(code)")
      for text in [code.chineseMeaning, code.chineseFix] {
        #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(code)")
      }
      for text in [code.meaning, code.englishFix] {
        #expect(!text.isEmpty && !text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(code)")
      }
    }
    #expect(Set(MessageCode.allCases.map(\.rawValue)).count == MessageCode.allCases.count)
  }

  @Test("the language follows LC_ALL, LC_MESSAGES and LANG, in this order")
  func language() {
    #expect(Console.language { ["LANG": "zh_CN.UTF-8"][$0] } == .chinese)
    #expect(Console.language { ["LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"][$0] } == .english)
    #expect(Console.language { ["LANG": "C", "LC_MESSAGES": "zh_CN"][$0] } == .chinese)
    #expect(Console.language { _ in nil } == .english)
  }

  @Test("the nearest word is found for a slip of the finger, and nothing for another word")
  func nearest() {
    #expect(Nearest.of("rnu", among: ["run", "report"]) == "run")
    #expect(Nearest.of("reprot", among: ["run", "report"]) == "report")
    #expect(Nearest.of("leader", among: ["leadership", "teams"]) == "leadership", "cut short, but only one begins so")
    #expect(Nearest.of("case", among: ["case-000000001", "case-000000002"]) == nil, "two begin so")
    #expect(Nearest.of("banana", among: ["run", "report"]) == nil)
  }
}

/// Vigna's splitmix64: the same values for the same seed everywhere.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
