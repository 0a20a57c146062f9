import ArgumentParser
import Pipeline

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Loads contract CSV files, all or nothing.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Folder with <table>.csv files.", completion: .directory) var folder: String
  @Flag(help: "Add to what is there instead of replacing it.") var append = false

  func run() throws { try common.run(ImportVerb(folder: folder, appends: append)) }
}
