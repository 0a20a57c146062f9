import ArgumentParser
import Pipeline

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Shows the pages in a browser, and the review queue to decide in.",
    discussion:
      "Pages come from the database with the rights of the login that it connects with. For this machine only, unless --address says otherwise."
  )

  @OptionGroup var common: CommonOptions
  @Option(help: "Port; 0 takes any that is free.") var port = 8377
  @Option(help: "Address to listen at.") var address = "127.0.0.1"
  @Option(
    name: .customLong("host"), help: "A further name that browsers may ask for, as behind a proxy; may be repeated.")
  var hosts: [String] = []
  @Option(help: "The period; the newest published one where none is named.") var period: String?

  func run() throws {
    try common.run(ServeVerb(address: address, port: port, hosts: hosts, period: period))
  }
}
