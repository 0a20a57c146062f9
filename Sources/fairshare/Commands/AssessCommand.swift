import ArgumentParser
import Pipeline

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Material for an impact assessment, from real runs.", subcommands: [Export.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Writes the dossier: purpose, data, models, errors, groups, safeguards.")

    @OptionGroup var common: CommonOptions
    @Option(help: "Folder for the two files.", completion: .directory) var out: String
    @Option(help: "The period; the newest published one where none is named.") var period: String?
    @Option(help: "What `fairshare simulate --json` printed: error rates.", completion: .file()) var simulation: String?
    @Option(help: "CSV file of attributes for the comparison of groups; never stored.", completion: .file())
    var attributes: String?

    func run() throws {
      try common.run(
        AssessExportVerb(folder: out, period: period, simulation: simulation, attributes: attributes))
    }
  }
}

struct ModelCardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model-card", abstract: "Writes the card of this version from what a simulation measured.")

  @OptionGroup var common: CommonOptions
  @Option(help: "What `fairshare simulate --json` printed.", completion: .file()) var simulation: String
  @Option(help: "Folder for the two files.", completion: .directory) var out: String

  func run() throws { try common.run(ModelCardVerb(simulation: simulation, folder: out)) }
}
