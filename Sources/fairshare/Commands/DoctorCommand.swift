import ArgumentParser
import Pipeline

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks server, rights, schema and data; each line says how to mend.")

  @OptionGroup var common: CommonOptions

  func run() throws { try common.run(DoctorVerb()) }
}
