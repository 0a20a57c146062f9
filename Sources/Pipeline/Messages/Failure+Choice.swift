internal import Reporting

extension Failure {
  /// A word that is none of a fixed set: names the set, and the nearest of it.
  ///
  /// - Parameters:
  ///   - option: as typed, with its two dashes.
  ///   - meaning: what the words mean, where they do not say it themselves.
  static func unknown(
    _ word: String, of words: [String], _ option: String, _ summary: Bilingual, meaning: Bilingual? = nil
  ) -> Failure {
    let near = Nearest.of(word, among: words)
    return Failure(
      .usage, summary, place: "\(option) \(word)", why: meaning,
      fix: Bilingual(
        "使用 \(listed(words, "、", " 或 "))\(near.map { "；是不是 \($0)？" } ?? "。")",
        "Use \(listed(words, ", ", " or "))\(near.map { "; did you mean \($0)?" } ?? ".")"))
  }

  /// Names what comes nearest to an id that is not there; nil where nothing does.
  static func nearest(to id: String, among ids: some Sequence<String>) -> Bilingual? {
    Nearest.of(id, among: ids).map { Bilingual("最接近的是 \($0)。", "The nearest is \($0).") }
  }

  private static func listed(_ words: [String], _ comma: String, _ or: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: comma) + or + last
  }
}
