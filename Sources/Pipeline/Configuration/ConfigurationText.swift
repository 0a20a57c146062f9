/// Where keys stand in a TOML text: a scan for messages, not a parser.
struct ConfigurationText {
  private let lines: [Substring]
  private var places: [String: Int] = [:]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var table = ""
    for (number, line) in lines.enumerated() {
      let bare = line.drop { $0 == " " || $0 == "\t" }
      if bare.first == "[", let close = bare.lastIndex(of: "]") {
        table = Self.path(bare[bare.index(after: bare.startIndex)..<close].filter { $0 != "[" && $0 != "]" })
        if places[table] == nil { places[table] = number + 1 }
      } else if bare.first != "#", let sign = bare.firstIndex(of: "=") {
        let key = Self.path(String(bare[..<sign]))
        let full = table.isEmpty ? key : table + "." + key
        if places[full] == nil { places[full] = number + 1 }
      }
    }
  }

  /// Line of a key or table, counted from 1; that of the nearest part above it where the scan does not see the key itself.
  func line(of key: String) -> Int {
    var parts = key.split(separator: ".")
    while !parts.isEmpty {
      if let line = places[parts.joined(separator: ".")] { return line }
      parts.removeLast()
    }
    return 1
  }

  /// A line's text without the spaces around it.
  func text(_ line: Int) -> String {
    guard lines.indices.contains(line - 1) else { return "" }
    let bare = lines[line - 1].drop { $0 == " " || $0 == "\t" }
    return String(bare.prefix(120))
  }

  private static func path(_ text: String) -> String {
    text.split(separator: ".").map { part in
      part.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" }
    }.joined(separator: ".")
  }
}
