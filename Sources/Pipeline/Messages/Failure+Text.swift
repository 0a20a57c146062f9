public import Reporting

extension Failure {
  /// The message in one language: code, what, place, why, fix.
  public func text(_ language: Language) -> String {
    let words = spoken(language)
    var lines = [
      language == .chinese
        ? "错误[\(code.rawValue)]：\(words.summary)" : "error[\(code.rawValue)]: \(words.summary)"
    ]
    func add(_ label: Bilingual, _ text: String) {
      if !text.isEmpty { lines.append("  \(label[language]) \(text)") }
    }
    add(Bilingual("位置", "place"), place)
    add(Bilingual("原因", "why  "), words.why)
    if published != nil {
      let chinese =
        isInDoubt
        ? "尚不知道结果是否已发布；服务器恢复应答后请看 `fairshare status`。"
        : code == .reportUnwritable ? "已发布的结果不受影响，只是文件没有写全。" : "没有发布任何内容；读者看到的仍是之前的结果。"
      add(Bilingual("状态", "state"), language == .chinese ? chinese : published ?? "")
    }
    add(Bilingual("建议", "fix  "), words.fix)
    return lines.joined(separator: "\n")
  }

  /// The members of the object that `--json` prints.
  func members(_ language: Language) -> [JSONValue.Member] {
    let words = spoken(language)
    return [
      .init("type", .string("error")), .init("code", .string(code.rawValue)), .init("name", .string("\(code)")),
      .init("summary", .string(words.summary)), .init("place", .string(place)), .init("why", .string(words.why)),
      .init("fix", .string(words.fix)), .init("published", .optional(published)),
      .init("exit", .integer(Int(exit.rawValue))),
    ]
  }

  /// What, why and what to do, in both languages.
  var words: (summary: Bilingual, why: Bilingual, fix: Bilingual) {
    let chinese = spoken(.chinese)
    return (
      Bilingual(chinese.summary, summary), Bilingual(chinese.why, why), Bilingual(chinese.fix, fix)
    )
  }

  private func spoken(_ language: Language) -> (summary: String, why: String, fix: String) {
    language == .chinese ? chinese : (summary, why, fix)
  }
}
