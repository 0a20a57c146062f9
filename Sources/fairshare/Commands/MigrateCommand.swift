import ArgumentParser
import Pipeline
import Store

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Creates or upgrades the schemas.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let configuration = try common.resolve()
    let report = try common.telling { () throws(Failure) in try Workplace(configuration).migrate() }
    print("schema version \(report.versionBefore) -> \(report.version)")
    for name in report.applied { print("  applied \(name)") }
  }
}
