import ArgumentParser
import Pipeline

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the published tables of a period as CSV.")

  @OptionGroup var common: CommonOptions
  @Option(name: .customLong("out"), help: "Folder for the files.") var folder: String
  @Option(help: "The period; the newest published one where none is named.") var period: String?
  @Flag(help: "For Excel and WPS: a UTF-8 mark, and no cell that could be a formula.") var spreadsheet = false

  func run() throws {
    try common.run(ExportVerb(folder: folder, period: period, isForSpreadsheets: spreadsheet))
  }
}
