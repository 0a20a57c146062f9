import ArgumentParser
import Pipeline

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a commented fairshare.toml with every setting; never overwrites one.")

  @OptionGroup var common: CommonOptions

  func run() throws { try common.run(InitVerb(file: common.config)) }
}
