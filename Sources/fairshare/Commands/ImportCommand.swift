import ArgumentParser
import Pipeline
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Loads contract CSV files, all or nothing.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Folder with <table>.csv files.") var folder: String
  @Flag(help: "Add to what is there instead of replacing it.") var append = false

  func run() throws {
    let configuration = try common.resolve()
    let options = ImportOptions(mode: append ? .append : .replace)
    let report = try common.telling { () throws(Failure) in
      try Workplace(configuration).importFolder(folder, options: options)
    }
    for table in report.tables {
      print("\(table.table): \(table.loaded) of \(table.rows) rows")
    }
    for row in report.badRows { print(row) }
    if report.isRefused { throw ExitCode(Failure.Exit.inputRefused.rawValue) }
  }
}
