internal import Reporting
internal import Store

/// Lawful attributes of people, handed in as a file for one audit: kept in memory, never stored, never read by a model.
struct AttributeFile: Sendable {
  /// Names of the attributes.
  private(set) var names: [String] = []
  private var rows: [String: [String]] = [:]

  /// Attributes that one audit compares at the most.
  static let most = 6

  var people: [String] { rows.keys.sorted() }

  /// The value of an attribute of a person; nil where the file gives none.
  func value(_ attribute: Int, of person: String) -> String? {
    guard let values = rows[person], !values[attribute].isEmpty else { return nil }
    return values[attribute]
  }

  /// Reads a CSV file whose first column is `person_id`.
  ///
  /// - Throws: `Failure` with code `auditFileRefused`; it names the line, never a value.
  init(_ path: String) throws(Failure) {
    var reader = CSVReader()
    var isHeader = true
    let bytes: [UInt8]
    do {
      bytes = try ConfigurationReader.read(path, isRequired: true, most: 1 << 28) ?? []
    } catch {
      throw Self.refused(path, Bilingual(same: error.why))
    }
    try reader.read(bytes) { row throws(Failure) in try take(row, path, &isHeader) }
    try reader.finish { row throws(Failure) in try take(row, path, &isHeader) }
    guard !names.isEmpty else {
      throw Self.refused(path, Bilingual("文件里没有属性列。", "The file has no column of attributes."))
    }
  }

  private mutating func take(_ row: CSVRow, _ path: String, _ isHeader: inout Bool) throws(Failure) {
    if let fault = row.fault { throw Self.refused("\(path):\(row.line)", Bilingual(same: fault.why)) }
    let cells = (0..<row.count).map { place in
      row.text(place).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    if isHeader {
      isHeader = false
      guard cells.first == "person_id", (2...Self.most + 1).contains(cells.count), !cells.contains("") else {
        throw Self.refused(
          "\(path):1",
          Bilingual(
            "首行应为 person_id 加 1 到 \(Self.most) 个属性名。",
            "The header must be person_id and 1 to \(Self.most) names of attributes."))
      }
      names = Array(cells.dropFirst())
      return
    }
    guard cells.count == names.count + 1, let person = cells.first, !person.isEmpty, rows[person] == nil else {
      throw Self.refused(
        "\(path):\(row.line)",
        Bilingual(
          "这一行的列数不对、没有编号，或编号重复。", "The line has another number of columns, no id, or an id that came before."))
    }
    rows[person] = Array(cells.dropFirst())
  }

  private static func refused(_ place: String, _ why: Bilingual) -> Failure {
    Failure(
      .auditFileRefused,
      Bilingual("属性文件不可用。", "The file of attributes cannot be used."), place: place, why: why,
      fix: Bilingual(
        "第一列写 person_id，其余每列一个属性，UTF-8 编码。",
        "First column person_id, one attribute in each other column, UTF-8."))
  }
}
