public import Contribution
internal import Store

/// All settings of one command, resolved once: flag, then file, then environment, then default.
public struct Configuration: Sendable {
  /// libpq connection string without a password; empty leaves everything to libpq's own rules.
  public var database = ""
  /// Schema with the contract's tables or a company's views of the same shape.
  public var sourceSchema = "collab"
  /// Zone of times that come without one.
  public var sourceZone = "Asia/Shanghai"
  /// Threads that score, and sessions that read (two at the most).
  public var jobs = 2
  public var rates = ExchangeRates.policy
  /// Whether exchange rates may be learned from peer ratings; else the rates above stand.
  public var learnsRates = true
  /// Depth at which a review has reached 63 % of a task's effort: comments plus twice the requests for change.
  public var reviewTau = 4.0
  /// What part of a task's worth support can be: 0 to 1.
  public var supportWeight = 0.5
  /// `per-task` or `support-rent`.
  public var shapleyGate = "per-task"
  /// Half-life of evidence in days; nil counts all of a key result's life in full.
  public var halfLifeDays: Double?
  /// Largest part of a table's rows that may be set aside as faulty before the run is refused.
  public var quarantineLimit = 0.01
  /// Below this many faulty rows a table is never refused.
  public var quarantineMinimum = 20
  /// Largest part of all rows of evidence that may be set aside as faulty before the run is refused.
  public var evidenceLimit = 0.05
  /// A person whose shares move by more percentage points than this beside the published run counts as moved.
  public var driftPoints = 10.0
  /// Largest part of the people that may move so far before the result is held back.
  public var driftPeople = 0.2
  /// Below this many moved people a result is never held back.
  public var driftMinimum = 5
  /// Largest part of the people that another version of the engine may move so far before its first result is held back.
  public var enginePeople = 0.05
  /// Largest part of the flags, old and new, that may appear or disappear with another version of the engine.
  public var engineFlags = 0.2
  /// Seconds that the server may be silent; locks are waited for four fifths of it.
  public var patience = 25
  /// Overrides the seed that is derived from the period and these settings.
  public var seed: UInt64?

  /// Folder that each published run leaves its `run.json` in; empty for none.
  public var artefacts = ""
  /// Name of the company on reports; empty takes the team at the top.
  public var company = ""
  /// Whether reports carry the mark of an invented company.
  public var isFictional = false
  /// Fewest people of a figure that is shown to leadership.
  public var smallestGroup = 5

  /// Working days in which only the person concerned and HR see a new flag; 0 shows it to leaders at once.
  public var commentDays = 5
  /// Working days within which an appeal is to be answered.
  public var answerDays = 15
  /// Months after a period's end for which rows about persons are kept.
  public var retentionMonths = 24
  /// The legal basis that the company works on, in its own words; empty where nobody has named one.
  public var legalBasis = ""
  /// Version of the notice that people were given; empty where nobody has named one.
  public var noticeVersion = ""

  public init() {}

  /// Digest of every setting that can change a score, and of the engine's version.
  ///
  /// - Parameter engine: the version that the digest is for; another one tells whether the settings are those of an earlier run.
  public func digest(engine: String = Engine.version) throws -> String {
    try SHA256Digest(text: canonical(engine)).description
  }

  /// Seed of a period's run: a function of the period alone, so that neither a changed key result nor a changed setting moves the
  /// draws of another.
  public func seed(period: String) throws -> UInt64 {
    if let seed { return seed }
    return try SHA256Digest(text: "fairshare/seed/\(period)").leading64Bits
  }

  private func canonical(_ engine: String) -> String {
    var lines = ["engine \(engine)", "zone \(sourceZone)"]
    for channel in Channel.allCases { lines.append("rate \(channel.rawValue) \(rates[channel])") }
    lines += [
      "tau \(reviewTau)", "support \(supportWeight)", "gate \(shapleyGate)", "half_life \(halfLifeDays ?? 0)",
      "learns \(learnsRates)",
      "seed \(seed.map(String.init) ?? "derived")",
    ]
    return lines.joined(separator: "\n")
  }
}
