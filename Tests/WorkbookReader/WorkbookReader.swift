public import Foundation
import FoundationXML

/// A workbook read back for tests: sheets with their cells, formulas and everything else as XML text.
public struct WorkbookReader {
  public struct Cell: Equatable, Sendable {
    public var text: String?
    public var number: Double?
    public var formula: String?

    public init(text: String? = nil, number: Double? = nil, formula: String? = nil) {
      self.text = text
      self.number = number
      self.formula = formula
    }
  }

  public struct Sheet: Sendable {
    public var name: String
    public var xml: String
    /// By name, such as `B2`.
    public var cells: [String: Cell] = [:]

    /// The cells of a column from the second row down, as far as any cell of column A goes.
    public func column(_ letter: String) -> [Cell?] {
      var rows: [Cell?] = []
      while cells["A\(rows.count + 2)"] != nil { rows.append(cells["\(letter)\(rows.count + 2)"]) }
      return rows
    }
  }

  public let archive: ZipArchive
  public private(set) var sheets: [Sheet] = []

  public init(_ url: URL) throws {
    archive = try ZipArchive(Data(contentsOf: url))
    // Every part must be well-formed, or a spreadsheet program offers a repair.
    for name in archive.members.keys where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      _ = try Handler.read(archive.text(name))
    }
    let names = try Handler.read(archive.text("xl/workbook.xml")).sheets
    for (place, name) in names.enumerated() {
      let xml = archive.text("xl/worksheets/sheet\(place + 1).xml")
      sheets.append(Sheet(name: name, xml: xml, cells: try Handler.read(xml).cells))
    }
  }

  public func sheet(_ name: String) -> Sheet? { sheets.first { $0.name == name } }

  private final class Handler: NSObject, XMLParserDelegate {
    var cells: [String: Cell] = [:]
    var sheets: [String] = []
    private var place = ""
    private var text = ""

    static func read(_ xml: String) throws -> Handler {
      let handler = Handler()
      let parser = XMLParser(data: Data(xml.utf8))
      parser.delegate = handler
      guard parser.parse() else { throw parser.parserError ?? ZipArchive.Fault.badBlock }
      return handler
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if name == "c" {
        place = attributes["r"] ?? ""
        cells[place] = Cell()
      }
      if name == "sheet" { sheets.append(attributes["name"] ?? "") }
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      switch name {
      case "v": cells[place]?.number = Double(text)
      case "f": cells[place]?.formula = text
      case "t": cells[place]?.text = text
      default: break
      }
    }
  }
}
