internal import Reporting

/// A Markdown document in one language, written top to bottom.
struct MarkdownDocument {
  let language: Language
  private(set) var text = ""

  init(_ language: Language) { self.language = language }

  mutating func heading(_ level: Int, _ words: Bilingual) {
    text += String(repeating: "#", count: level) + " \(Self.plain(words[language]))\n\n"
  }

  mutating func paragraph(_ words: Bilingual) { text += Self.plain(words[language]) + "\n\n" }

  mutating func list(_ items: [Bilingual]) {
    for item in items { text += "- \(Self.plain(item[language]))\n" }
    text += "\n"
  }

  mutating func table(_ header: [Bilingual], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    text += "| \(header.map { $0[language] }.joined(separator: " | ")) |\n"
    text += "|\(String(repeating: "---|", count: header.count))\n"
    for row in rows { text += "| \(row.map(Self.cell).joined(separator: " | ")) |\n" }
    text += "\n"
  }

  /// Text from settings and data says what it says and does nothing: no markup, no line break.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "[": result += "\\["
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  private static func cell(_ text: String) -> String {
    plain(text).reduce(into: "") { $0 += $1 == "|" ? "\\|" : String($1) }
  }
}
