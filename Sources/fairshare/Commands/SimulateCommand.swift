import ArgumentParser
import Pipeline

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Companies with known truth: accuracy, interval coverage, false share of flags, power, attacks.",
    discussion:
      "Draws companies, runs the nightly batch on each in a private PostgreSQL, and holds the result against the truth."
  )

  @OptionGroup var common: CommonOptions
  @Option(help: "People of a company, which has 3 key results for every 5. (default: 300)") var people: Int?
  @Option(help: "Key results of a company, instead of --people.") var keyResults: Int?
  @Option(help: "Companies of each kind, with seeds 1 to N.") var seeds = 1
  @Option(help: "Per cents of authors whose credit is wrong, one company each.") var prevalence = "2,5,10,20"
  @Option(
    help:
      "splitting, inflating, bulk-approvals, review-ring, collusion, silence, by commas; all or none. (default: all, or none with --ablation or --structure)"
  )
  var attack: String?
  @Flag(
    help:
      "Also without ratings, learned rates, recording bias, rater weights, effort check and half of the records, one at a time."
  )
  var ablation = false
  @Option(help: "Part of the key results with peer ratings.") var peers = 0.7
  @Flag(help: "Nobody rates: the same as --peers 0.") var noPeers = false
  @Option(
    help: "How the company comes about: standard, heavy-tails, many-idle, likert, ranking and others.",
    completion: .list(SimulateVerb.makes))
  var make = "standard"
  @Option(help: "Folder of contract CSV files on whose structure known shares are planted.", completion: .directory)
  var structure: String?
  @Option(help: "Only this period of the structure.") var period: String?

  func run() throws {
    var verb = SimulateVerb()
    verb.people = people
    verb.keyResults = keyResults
    verb.seeds = seeds
    verb.prevalence = prevalence
    verb.attack = attack
    verb.ablation = ablation
    verb.peers = noPeers ? 0 : peers
    verb.make = make
    verb.structure = structure
    verb.period = period
    try common.run(verb)
  }
}
