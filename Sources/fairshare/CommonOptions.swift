import ArgumentParser
import Pipeline

/// Options that every verb has.
struct CommonOptions: ParsableArguments {
  @Flag(help: "One JSON object a line on stdout, and nothing else there.") var json = false
  @Flag(name: .shortAndLong, help: "No progress and no remarks.") var quiet = false
  @Flag(name: .shortAndLong, help: "Say more: settings, steps.") var verbose: Int
  @Option(
    help: ArgumentHelp("Language of messages: zh-Hans or en. [env: LANG]"), completion: .list(GlobalOptions.languages))
  var lang: String?
  @Option(
    help: "Form of what goes to stderr: text, or json with one object a line.",
    completion: .list(GlobalOptions.logFormats))
  var logFormat = "text"
  @Option(
    help: ArgumentHelp("Configuration file. [env: FAIRSHARE_CONFIG] (default: fairshare.toml)"),
    completion: .file(extensions: ["toml"]))
  var config: String?
  @Option(
    help: ArgumentHelp(
      "libpq connection string or URI, without a password in it. [env: FAIRSHARE_DATABASE, PGHOST, PGSERVICE, ...]"))
  var database: String?
  @Option(help: ArgumentHelp("Schema with the contract's tables or views. [env: FAIRSHARE_SOURCE_SCHEMA]"))
  var sourceSchema: String?

  @Option(help: "What people's figures are read for: goes into the access log.") var purpose: String?
  @Option(
    name: .customLong("case"), help: "Case that the read belongs to, such as an appeal: goes into the access log.")
  var caseID: String?

  /// What Pipeline needs, with the settings that a verb adds by key.
  func options(_ more: [(key: String, option: String, value: String?)] = []) -> GlobalOptions {
    var options = GlobalOptions()
    options.isJSON = json
    options.verbosity = quiet ? -1 : verbose
    options.language = lang
    options.logFormat = logFormat
    options.configurationFile = config
    options.purpose = purpose
    options.caseID = caseID
    let all = [("database", "--database", database), ("source.schema", "--source-schema", sourceSchema)] + more
    options.flags = all.compactMap { key, option, value in
      value.map { ConfigurationFlag(key: key, option: option, text: $0) }
    }
    return options
  }

  /// Runs a verb and ends with its exit code.
  func run(_ verb: some Verb, _ more: [(key: String, option: String, value: String?)] = []) throws {
    let code = verb.run(options(more))
    if code != 0 { throw ExitCode(code) }
  }
}
