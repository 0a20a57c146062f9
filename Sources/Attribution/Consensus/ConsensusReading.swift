import Contribution
import Glibc
import Statistics

/// One key result as the consensus sees it: evidence and peers per person.
struct ConsensusReading {
  let people: [ContributionPosterior.Person]
  let hasRecords: Bool
  let hasPeers: Bool
  /// Where the search for the records' level starts: ln of the mean worth.
  let startLevel: Double
  let total: Double
  /// Log shares by the records: ln(worth + half an act).
  let evidenceLogs: [Double]
  /// How far the effort check moved each of them; empty where it found nothing.
  let effortMoves: [Double]
  /// Log shares by peers, 0 where nobody rated.
  let peerLogs: [Double]
  let evidence: EvidenceReading

  init(_ records: KeyResultRecords, _ stated: StatedEfforts, _ fit: CompanyFit) {
    let count = records.people.count
    var efforts = stated
    let taken = fit.checksEfforts ? fit.effortCheck.moves(stated) : []
    efforts.apply(taken)
    let evidence = EvidenceReading(
      sums: efforts.sums, squares: efforts.squares, rates: fit.rates.rates, dispersion: fit.dispersion)
    let peers = PeerReading(
      records.ratings, people: records.people.number, scale: fit.weighsRatings ? fit.raterVariance : nil,
      evidence: evidence, form: fit.ratingForm)
    let halo = fit.ratingScale.sharedError * fit.loading * fit.loading
    self.evidence = evidence
    hasRecords = evidence.total > 0
    hasPeers = peers != nil
    total = evidence.total
    startLevel = hasRecords ? log(evidence.total / Double(count)) : 0
    var people = [ContributionPosterior.Person](repeating: ContributionPosterior.Person(), count: count)
    var evidenceLogs = [Double](repeating: 0, count: count)
    var peerLogs = evidenceLogs
    for index in 0..<count {
      let bias = fit.bias(of: records.people.family[index])
      people[index].acts = evidence.acts[index]
      people[index].offset = bias - log(evidence.size[index])
      let presence = max(0.05, min(1, records.people.presence[index]))
      people[index].priorShift = Int((0.5 * log(presence) / ContributionGrid.step).rounded())
      evidenceLogs[index] = hasRecords ? log(evidence.worth[index] + 0.5 * evidence.size[index]) : 0
      guard let peers, peers.raters[index] > 0 else { continue }
      people[index].peer = peers.value[index]
      people[index].peerPrecision = 1 / (fit.raterVariance / peers.raters[index] + halo)
      peerLogs[index] = peers.value[index] / fit.loading
    }
    effortMoves = taken.isEmpty ? [] : Self.moves(evidenceLogs, stated, fit)
    self.people = people
    self.evidenceLogs = evidenceLogs
    self.peerLogs = peerLogs
  }

  /// Checked log shares less those of efforts as stated.
  private static func moves(_ checked: [Double], _ stated: StatedEfforts, _ fit: CompanyFit) -> [Double] {
    let reading = EvidenceReading(
      sums: stated.sums, squares: stated.squares, rates: fit.rates.rates, dispersion: fit.dispersion)
    return checked.indices.map { checked[$0] - log(reading.worth[$0] + 0.5 * reading.size[$0]) }
  }

  /// Shares by the records alone, recording bias taken out; empty where nothing is recorded.
  var evidenceShares: [Double] {
    guard hasRecords else { return [] }
    return Composition.softmax(people.indices.map { evidenceLogs[$0] - people[$0].offset - log(evidence.size[$0]) })
  }

  /// Shares by peers alone, people whom nobody rated at the mean; empty where nobody rated.
  var peerShares: [Double] { hasPeers ? Composition.softmax(peerLogs) : [] }
}
