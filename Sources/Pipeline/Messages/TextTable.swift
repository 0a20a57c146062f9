internal import Reporting

/// A table of a command's answer: aligned text for people, one object a row under `--json`.
struct TextTable {
  struct Column {
    /// Name of the member under `--json`.
    var key: String
    var title: Bilingual
    var isNumber = false
    /// Whether the column may be cut to fit the terminal.
    var isFlexible = false

    init(_ key: String, _ title: Bilingual, isNumber: Bool = false, isFlexible: Bool = false) {
      self.key = key
      self.title = title
      self.isNumber = isNumber
      self.isFlexible = isFlexible
    }
  }

  /// What stands in a cell: how it reads, and what it is.
  struct Cell {
    var text: String
    var value: JSONValue

    init(_ text: String) {
      self.text = DisplayWidth.harmless(text)
      value = .string(text)
    }

    init(_ text: String, _ value: JSONValue) {
      self.text = DisplayWidth.harmless(text)
      self.value = value
    }

    static func count(_ number: Int) -> Cell { Cell(Cell.grouped(number), .integer(number)) }

    /// Whole units of 1e-9 as a fraction with nine decimals: exact.
    static func units(_ units: Int64) -> Cell { Cell(exact(units), .string(exact(units))) }

    static func exact(_ units: Int64) -> String {
      let digits = String(units.magnitude)
      let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
      return (units < 0 ? "-" : "") + padded.dropLast(9) + "." + padded.suffix(9)
    }

    static func grouped(_ number: Int) -> String {
      let digits = String(number.magnitude)
      var result = number < 0 ? "-" : ""
      for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { result.append(",") }
        result.append(digit)
      }
      return result
    }

    /// A fraction as per cent with one decimal.
    static func percent(_ fraction: Double?) -> Cell {
      guard let fraction, fraction.isFinite else { return Cell("–", .null) }
      return Cell(percentText(fraction), .number(fraction))
    }

    /// An estimated probability as per cent: never certain, whatever its rounding.
    static func probability(_ probability: Double) -> Cell { Cell(probabilityText(probability), .number(probability)) }

    static func probabilityText(_ probability: Double) -> String {
      if probability >= 0.9995 { return "> 99.9 %" }
      return probability < 0.0005 ? "< 0.1 %" : percentText(probability)
    }

    static func percentText(_ fraction: Double) -> String {
      let tenths = Int((abs(fraction) * 1000).rounded())
      return (fraction < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10) %"
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []

  /// Lines with columns two spaces apart; flexible columns give way where the terminal is narrow. Where that is not enough each row
  /// becomes a block, one line a cell, rather than lines that wrap.
  func lines(_ language: Language, width: Int?) -> [String] {
    let titles = columns.map { $0.title[language] }
    var widths = columns.indices.map { column in
      max(DisplayWidth.of(titles[column]), rows.map { DisplayWidth.of($0[column].text) }.max() ?? 0)
    }
    if let width {
      var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
      for column in columns.indices.reversed() where columns[column].isFlexible && excess > 0 {
        let cut = min(excess, max(0, widths[column] - 8))
        widths[column] -= cut
        excess -= cut
      }
      if excess > 0 { return blocks(titles, width) }
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for column in columns.indices {
        let cell = DisplayWidth.fitted(cells[column], to: widths[column])
        if column > 0 { text += "  " }
        text += DisplayWidth.padded(cell, to: widths[column], atRight: columns[column].isNumber)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    return [line(titles), widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")]
      + rows.map { line($0.map(\.text)) }
  }

  /// A row under the other; cells without a text are left out.
  private func blocks(_ titles: [String], _ width: Int) -> [String] {
    let reach = titles.map { DisplayWidth.of($0) }.max() ?? 0
    return rows.enumerated().flatMap { place, row in
      (place > 0 ? [""] : [])
        + row.indices.filter { !row[$0].text.isEmpty }.map { column in
          DisplayWidth.fitted(
            DisplayWidth.padded(titles[column], to: reach) + "  " + row[column].text, to: max(width, reach + 10))
        }
    }
  }

  /// One object a row.
  func objects(type: String) -> [JSONValue] {
    rows.map { row in
      .object(
        [JSONValue.Member("type", .string(type))]
          + zip(columns, row).map { JSONValue.Member($0.key, $1.value) })
    }
  }
}
