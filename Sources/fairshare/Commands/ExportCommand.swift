public import ArgumentParser
public import Pipeline

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the published tables of a period as CSV, or as a workbook.")

  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("out"), help: "Folder for the files.", completion: .directory) var folder: String
  @Option(help: "The period; the newest published one where none is named.") var period: String?
  @Flag(help: "For Excel and WPS: a UTF-8 mark, and no cell that could be a formula.") var spreadsheet = false

  @Option(help: "csv: one file a table. xlsx: one workbook, one sheet a question.") var format = ExportVerb.Format.csv

  func run() throws {
    try common.run(ExportVerb(folder: folder, period: period, isForSpreadsheets: spreadsheet, format: format))
  }
}

extension ExportVerb.Format: ExpressibleByArgument {}
