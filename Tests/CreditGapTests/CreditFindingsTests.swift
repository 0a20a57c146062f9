import Attribution
import Contribution
import Glibc
import Testing

@testable import CreditGap

@Suite("Findings about credit")
struct CreditFindingsTests {
  @Test("credit far above records and peers is a flag; credit that fits is nothing")
  func overCredited() {
    let findings = Town.findings([Town.keyResult("a", credit: 0.6, share: 0.1)] + Town.honest(40))
    let over = findings.filter { $0.kind == .overCredited }
    #expect(over.map(\.keyResultID) == ["a"])
    #expect(over.first?.state == .flag)
    #expect(over.first?.reasons.contains(.recordsAndPeersAgree) == true)
    #expect(Town.findings(Town.honest(40)).isEmpty)
  }

  @Test("credit far below what records and peers show is under_credited")
  func underCredited() {
    let findings = Town.findings([Town.keyResult("a", credit: 0.1, share: 0.6)] + Town.honest(40))
    #expect(findings.contains { $0.kind == .underCredited && $0.state == .flag })
    #expect(!findings.contains { $0.kind == .overCredited && $0.personID == "a-0" })
  }

  @Test("a contributor who is no author is named; one with a trifle is not")
  func uncredited() {
    var big = Town.keyResult("a", credit: 0, share: 0.3)
    big.isAuthor[0] = false
    var small = Town.keyResult("b", credit: 0, share: 0.01)
    small.isAuthor[0] = false
    let findings = Town.findings([big, small] + Town.honest(40))
    #expect(findings.filter { $0.kind == .uncreditedContributor }.map(\.keyResultID) == ["a"])
  }

  @Test("an author without an act of any kind is nominal; with acts not")
  func nominal() {
    var silent = Town.keyResult("a", credit: 0.2, share: 0.005)
    silent.acts[0] = 0
    let active = Town.keyResult("b", credit: 0.2, share: 0.005)
    let findings = Town.findings([silent, active] + Town.honest(40)).filter { $0.kind == .nominalAuthor }
    #expect(findings.map(\.keyResultID) == ["a"])
    #expect(findings.first?.reasons.contains(.noActOfAnyKind) == true)
  }

  @Test("without a second instrument a gap is a watch, and a flag once it was there in the period before")
  func persistence() {
    var lonely = Town.keyResult("a", credit: 0.6, share: 0.1)
    lonely.peerShares = []
    let subjects = [lonely] + Town.honest(40)
    let first = Town.findings(subjects).first { $0.kind == .overCredited }
    #expect(first?.state == .watch)
    #expect(first?.reasons.contains(.needsSecondInstrument) == true)
    let history = FindingHistory(preceding: [.init(kind: .overCredited, personID: "a-0")])
    #expect(Town.findings(subjects, history).first { $0.kind == .overCredited }?.state == .flag)
  }

  @Test(
    "leave, late joining, trials with learning, doubled records, thin coverage, differing models and pairs are not judged",
    arguments: [
      FindingReason.leave, .joinedLate, .stoppedTrial, .possibleDuplicate, .lowCoverage, .modelsDiffer, .twoPeople,
    ])
  func innocent(reason: FindingReason) {
    var subject = Town.keyResult("a", credit: 0.6, share: 0.1)
    switch reason {
    case .leave: subject.circumstances[0].leave = 0.6
    case .joinedLate: subject.circumstances[0].away = 0.7
    case .stoppedTrial: subject.isTrialWithLearning = true
    case .possibleDuplicate: subject.circumstances[0].mayBeDuplicate = true
    case .lowCoverage: subject.state = .notJudged(.lowCoverage)
    case .modelsDiffer: subject.state = .notJudged(.modelsDiffer)
    default: subject.state = .notJudged(.twoPeople)
    }
    let finding = Town.findings([subject] + Town.honest(40)).first { $0.keyResultID == "a" && $0.personID == "a-0" }
    #expect(finding?.state == .notJudged)
    #expect(finding?.reasons.contains(reason) == true)
  }

  @Test("fewer than 20 acts are enough for a watch, not for a flag")
  func thin() {
    var subject = Town.keyResult("a", credit: 0.6, share: 0.1)
    subject.acts = subject.acts.map { _ in 3 }
    let finding = Town.findings([subject] + Town.honest(40)).first { $0.kind == .overCredited }
    #expect(finding?.state == .watch)
    #expect(finding?.reasons.contains(.needsMoreActs) == true)
  }

  @Test("where records are right as a rule, one far estimate needs more than where errors are common")
  func prevalence() throws {
    let doubtful = Town.comparison(credit: 0.45, share: 0.25, spread: 0.35)
    let honest = Town.honest(60).flatMap(\.comparisons)
    let sloppy = honest.map { Town.comparison(credit: $0.credit * 2, share: 0.25) }
    let rare = CreditErrorMixture(differing: (honest + [doubtful]).compactMap(\.views.first), equal: [])
    let common = CreditErrorMixture(differing: (sloppy + [doubtful]).compactMap(\.views.first), equal: [])
    let view = try #require(doubtful.views.first)
    let low = rare.probabilities(view, isEqual: false).over
    let high = common.probabilities(view, isEqual: false).over
    #expect(low < high)
    #expect(abs(rare.differing.reduce(0, +) - 1) < 1e-12)
  }
}

@Suite("Caution about credit")
struct CreditCautionTests {
  /// Sixty key results of four; ln(credit / share) of each author is `error` times a number between -1.5 and 1.5.
  private func town(error: Double, wrong: Int = 0) -> [CreditSubject] {
    (0..<60).map { index in
      var subject = Town.keyResult("k\(index)", credit: 0.25, share: 0.25)
      subject.comparisons = (0..<4).map { person in
        let move = Double((index * 4 + person) * 37 % 61) / 20 - 1.5
        let factor = index < wrong && person == 0 ? 3 : exp(error * move)
        return Town.comparison(credit: 0.25 * factor, share: 0.25)
      }
      return subject
    }
  }

  @Test("credit that differs from shares by no more than both may err leaves the least caution, with gross errors too")
  func ordinary() {
    #expect(CreditCaution(town(error: 0.1)).rated == CreditComparison.cautions.first)
    #expect(CreditCaution(town(error: 0.1, wrong: 30)).rated == CreditComparison.cautions.first)
  }

  @Test("where the usual credit is farther from its share than the interval says, nobody is accused as easily")
  func wide() throws {
    let caution = CreditCaution(town(error: 0.4))
    #expect(caution.rated > 1.3)
    #expect(caution.unrated == CreditComparison.cautions.first)
    let doubtful = Town.comparison(credit: 0.45, share: 0.25)
    let mixture = CreditErrorMixture(differing: [doubtful].compactMap(\.views.first), equal: [])
    let least = try #require(doubtful.view(at: CreditComparison.cautions[0]))
    let more = try #require(doubtful.view(at: caution.rated))
    #expect(mixture.probabilities(more, isEqual: false).over < mixture.probabilities(least, isEqual: false).over)
    #expect(try #require(doubtful.view(at: CreditComparison.cautions[0])) == doubtful.views[0])
    #expect(try #require(doubtful.view(at: 9)) == doubtful.views[2])
  }
}
