import ArgumentParser

@main
struct Fairshare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures shares of contribution, and says how sure it is.")
}
