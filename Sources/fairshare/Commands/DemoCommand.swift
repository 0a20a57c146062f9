import ArgumentParser
import Pipeline

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Runs the whole batch on a fictional company in a private PostgreSQL that is thrown away.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Folder of contract CSV files (default: Fixtures/company of the checkout).", completion: .directory)
  var company: String?
  @Option(name: .customLong("out"), help: "Folder for the reports.", completion: .directory) var reports = "reports"
  @Flag(help: "Leave the server running and say how to stop it.") var keep = false
  @Flag(help: "Only start the server: print its address, end with standard input.") var serverOnly = false

  func run() throws {
    try common.run(
      DemoVerb(company: company, reports: reports, keepsServer: keep, isServerOnly: serverOnly))
  }
}
