import Testing

@testable import CreditGap

@Suite("A subject with some of its people")
struct CreditSubjectTests {
  @Test("people who are left out still count in the size of the team and in its acts")
  func leftOut() {
    let whole = Town.keyResult("k", credit: 0.4, share: 0.3)
    var marked = whole
    marked.acts = [5, 7, 11, 13]
    marked.isAuthor = [true, false, true, false]
    let kept = marked.keeping { $0 == 1 || $0 == 3 }
    #expect(kept.personIDs == ["k-1", "k-3"])
    #expect(kept.acts == [7, 13] && kept.isAuthor == [false, false])
    #expect(kept.shares == [marked.shares[1], marked.shares[3]])
    #expect(kept.evidenceShares == kept.shares && kept.peerShares == kept.shares)
    #expect(kept.comparisons.count == 2 && kept.circumstances.count == 2)
    #expect(kept.teamSize == 4 && kept.totalActs == 36)
  }

  @Test("leaving out twice counts nobody twice, and keeping everybody changes nothing")
  func twice() {
    var subject = Town.keyResult("k", credit: 0.4, share: 0.3)
    subject.acts = [5, 7, 11, 13]
    let once = subject.keeping { $0 != 0 }
    let twice = once.keeping { $0 != 0 }
    #expect(twice.personIDs == ["k-2", "k-3"])
    #expect(twice.teamSize == 4 && twice.totalActs == 36)
    let all = subject.keeping { _ in true }
    #expect(all.personIDs == subject.personIDs && all.teamSize == 4 && all.totalActs == 36)
    let nobody = subject.keeping { _ in false }
    #expect(nobody.personIDs.isEmpty && nobody.teamSize == 4 && nobody.totalActs == 36)
  }

  @Test("an instrument that is silent stays silent")
  func silent() {
    var subject = Town.keyResult("k", credit: 0.4, share: 0.3)
    subject.peerShares = []
    let kept = subject.keeping { $0 == 2 }
    #expect(kept.peerShares.isEmpty && kept.evidenceShares.count == 1)
  }

  @Test("findings about the people who are kept are the same as about all")
  func findings() {
    let subjects = Town.honest(60) + (0..<6).map { Town.keyResult("w\($0)", credit: 0.6, share: 0.12) }
    let found = Town.findings(subjects).filter { $0.state == .flag }
    #expect(!found.isEmpty)
    let flagged = Set(found.map(\.personID))
    let fewer = subjects.map { subject in subject.keeping { flagged.contains(subject.personIDs[$0]) } }
    let mixture = CreditFindings(subjects)
    let again = mixture.findings(fewer, history: FindingHistory()).filter { flagged.contains($0.personID) }
    for finding in found {
      let other = again.first { $0.personID == finding.personID && $0.kind == finding.kind }
      #expect(other?.probability == finding.probability, "\(finding.personID)")
    }
  }
}
