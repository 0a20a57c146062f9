internal import Reporting

/// What `fairshare simulate --json` measured, read back from its lines: error rates for the dossier and the model card.
struct SimulationFigures: Sendable {
  struct Accuracy: Sendable {
    var model: String
    /// Key results on which it answers: distances on different ones do not compare.
    var keyResults: Int
    /// Mean distance from the true shares, a fraction.
    var error: Double
  }

  struct Findings: Sendable {
    var prevalence: Double
    var flags: Int
    var falseShare: Double
    var power: Double
  }

  struct Attack: Sendable {
    var attack: String
    var gain: Double
  }

  private(set) var engine = ""
  private(set) var companies = 0
  private(set) var keyResults = 0
  private(set) var people = 0
  private(set) var accuracy: [Accuracy] = []
  /// Part of the 90 % intervals that hold the true share, by band of people.
  private(set) var coverage: [(band: String, covered: Double)] = []
  private(set) var findings: [Findings] = []
  /// On the consensus.
  private(set) var attacks: [Attack] = []

  /// - Throws: `Failure` with code `configurationUnreadable` for a file that is no answer of `simulate --json`.
  init(file: String) throws(Failure) {
    let bytes = try ConfigurationReader.read(file, isRequired: true) ?? []
    self.init(lines: String(decoding: bytes, as: UTF8.self))
    guard companies > 0, !accuracy.isEmpty else {
      throw Self.unreadable(file, Bilingual("这不是 simulate --json 的输出。", "This is no answer of simulate --json."))
    }
  }

  init(lines text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let value = JSONValue(parsing: String(line)), let type = value["type"]?.string else { continue }
      switch type {
      case "version": engine = value["engine"]?.string ?? ""
      case "simulation":
        companies = value["companies"]?.integer ?? 0
        keyResults = value["key_results"]?.integer ?? 0
        people = value["people"]?.integer ?? 0
      case "accuracy":
        if let model = value["model"]?.string ?? value["method"]?.string, let error = value["total_variation"]?.double {
          accuracy.append(Accuracy(model: model, keyResults: value["key_results"]?.integer ?? 0, error: error))
        }
      case "coverage":
        if let band = value["band"]?.string, let covered = value["covered"]?.double { coverage.append((band, covered)) }
      case "credit_findings":
        findings.append(
          Findings(
            prevalence: value["prevalence"]?.double ?? 0, flags: value["flags"]?.integer ?? 0,
            falseShare: value["false_share_of_flags"]?.double ?? 0, power: value["power_of_flags"]?.double ?? 0))
      case "attack":
        if value["model"]?.string == "consensus", let attack = value["attack"]?.string {
          attacks.append(Attack(attack: attack, gain: value["gain"]?.double ?? 0))
        }
      default: break
      }
    }
  }

  private static func unreadable(_ file: String, _ why: Bilingual) -> Failure {
    Failure(
      .configurationUnreadable, Bilingual("模拟结果不可用。", "The figures of the simulation cannot be used."), place: file,
      why: why,
      fix: Bilingual(
        "用 `fairshare simulate --json > 文件` 生成。", "Make it with `fairshare simulate --json > FILE`."))
  }
}

extension JSONValue {
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
