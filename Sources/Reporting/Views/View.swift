/// Turns values into what the templates look up.
///
/// Every dictionary names all its keys, also the absent ones: a template that does not find a key looks for it further
/// out, where it may mean something else.
enum View {
  typealias Values = [String: Any]

  /// A text for the partial `words`, as finished markup: nearly all of a page is such texts, and the template engine would
  /// look up and escape each language of each.
  static func words(_ text: Bilingual) -> Values {
    let chinese = Markup.escaped(text.chinese)
    guard text.chinese != text.english else { return ["html": "<bdi>\(chinese)</bdi>"] }
    let english = Markup.escaped(text.english)
    return [
      "html": "<span class=\"zh\" lang=\"zh-Hans\">\(chinese)</span><span class=\"en\" lang=\"en\">\(english)</span>"
    ]
  }

  static func words(_ text: String) -> Values { words(Bilingual(same: text)) }

  /// A sentence for the partial `rich`: what stands between `**` is emphasised, then values are filled in.
  static func rich(_ text: Bilingual, _ values: [String: Bilingual]) -> Values {
    ["zh": runs(text, .chinese, values), "en": runs(text, .english, values)]
  }

  static func rich(_ text: Bilingual, _ values: [String: String]) -> Values {
    rich(text, values.mapValues(Bilingual.init(same:)))
  }

  private static func runs(_ text: Bilingual, _ language: Language, _ values: [String: Bilingual]) -> [Values] {
    var runs: [Values] = []
    let own = values.mapValues { $0[language] }
    var before = ""
    var rest = Substring(text[language])
    var strong = false
    while !rest.isEmpty {
      let mark = rest.indices.first { rest[$0...].hasPrefix("**") } ?? rest.endIndex
      let part = String(rest[..<mark])
      if !part.isEmpty {
        before = Bilingual.fill(part, own, language, after: before)
        runs.append(["strong": strong, "text": before])
      }
      rest = rest[mark...].dropFirst(2)
      strong.toggle()
    }
    return runs
  }

  /// A chart for the partial `chart`, with the table of its numbers.
  ///
  /// - Parameter fits: whether it is shown whole on a phone, with larger letters; others scroll there.
  static func chart(_ chart: Chart, fits: Bool = false) -> Values {
    [
      "svg": chart.svg,
      "fits": fits,
      "summary": words(FrameWord.dataTable.text),
      "columns": chart.table.columns.map(words),
      "rows": chart.table.rows.map { row in
        ["head": row.prefix(1).map(words), "cells": row.dropFirst().map(words)] as Values
      },
    ]
  }

  /// A relative file name as a link; anything that could lead elsewhere is dropped.
  static func link(_ file: String?) -> String? {
    guard var rest = file?[...], !rest.isEmpty else { return nil }
    // A page of one audience may name a file of another's folder beside its own.
    for folder in Audience.allCases where rest.hasPrefix("../\(folder.rawValue)/") { rest = rest.dropFirst(3) }
    let file = file ?? ""
    guard !rest.hasPrefix("."), !rest.contains("..") else { return nil }
    let allowed = file.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": true
      default: false
      }
    }
    return allowed && !file.hasPrefix("/") ? file : nil
  }

  /// An ISO 8601 day as people write it, `2026-11-28` as `11 月 28 日` and `28 Nov`; anything else as it is.
  static func day(_ text: String) -> Bilingual {
    let parts = text.prefix(10).split(separator: "-")
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month),
      (1...31).contains(day)
    else { return Bilingual(same: VisibleText.clean(text)) }
    return Bilingual("\(month) 月 \(day) 日", "\(day) \(names[month - 1])")
  }
}
