import ArgumentParser
import Glibc
import Pipeline

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Runs the whole batch on a fictional company in a private PostgreSQL that is thrown away.")

  @Option(help: "Folder of contract CSV files (default: Fixtures/company of the checkout).") var company: String?
  @Option(name: .customLong("out"), help: "Folder for the reports.") var reports = "reports"
  @Flag(help: "Leave the server running and say how to stop it.") var keep = false
  @Flag(help: "Only start the server: print its address, end with standard input.") var serverOnly = false

  func run() throws {
    if serverOnly { return try Self.telling { () throws(Failure) in try Demo.serve(Self.announce) } }
    var demo = Demo()
    demo.company = company
    demo.keepsServer = keep
    demo.reports = reports
    demo.progress = { Self.remark($0.sentence) }
    let outcome = try Self.telling { () throws(Failure) in try demo.run() }
    for line in DemoText(outcome).lines { print(line) }
    if !outcome.check.isFine { throw ExitCode(Failure.Exit.internalFault.rawValue) }
  }

  private static func announce(_ variables: [(name: String, value: String)]) {
    for variable in variables { print("\(variable.name)=\(variable.value)") }
    print("ready")
    fflush(nil)
  }

  /// Runs an action and turns its failure into a message and an exit code.
  private static func telling<Result>(_ action: () throws(Failure) -> Result) throws -> Result {
    do {
      return try action()
    } catch {
      remark(error.description)
      throw ExitCode(error.exit.rawValue)
    }
  }

  private static func remark(_ sentence: String) {
    let bytes = Array((sentence + "\n").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
  }
}
