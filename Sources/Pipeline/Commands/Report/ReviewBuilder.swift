internal import Contribution
internal import Postgres
internal import Reporting
internal import Store

/// Turns findings into the values of the review queue and of the pages of its cases: rows in, values out, no file.
struct ReviewBuilder {
  let material: ReportMaterial
  private let teamOfPerson: [String: String]

  /// Key results whose shares are in memory at once.
  private static let batch = 96

  init(_ material: ReportMaterial) {
    self.material = material
    teamOfPerson = material.teamOfPerson
  }

  /// Findings that belong into the queue: prompts, and whatever people decided about.
  var queued: [PublishedRows.Finding] { material.allFindings.filter { $0.state == "flag" || $0.decision != nil } }

  /// One sheet of the queue; what is read is that of its cases.
  ///
  /// - Parameter link: relative file name of a case's page by its id, nil for none.
  /// - Throws: `PostgresError`.
  func sheet(
    _ connection: inout Connection, _ number: Int, of queue: ReviewQueue, link: (String) -> String?
  ) throws -> QueuePage {
    let queued = queue.sheet(number).map(\.finding)
    var shares: [Place: [PublishedRows.Share]] = [:]
    let ids = Array(Set(queued.compactMap(\.keyResult))).sorted()
    let wanted = Set(queued.map { Place(keyResult: $0.keyResult ?? "", person: $0.person) })
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let some = Array(ids[start..<min(start + Self.batch, ids.count)])
      for share in try material.rows.shares(&connection, of: some) {
        let place = Place(keyResult: share.keyResult, person: share.person)
        if wanted.contains(place) { shares[place, default: []].append(share) }
      }
    }
    let periods = try periods(&connection, of: queued)
    let counts = try PublishedRows.decisionCounts(&connection)
    return QueuePage(
      company: material.company, period: material.run.period,
      cases: queued.map { finding in
        let place = Place(keyResult: finding.keyResult ?? "", person: finding.person)
        return reviewCase(
          finding, shares: shares[place] ?? [], periods: periods[finding.id] ?? 1, link: link(finding.id))
      },
      counts: queue.counts, sheets: queue.sheets(shown: number), filter: queue.filter,
      watched: material.allFindings.count { $0.state == "watch" && $0.decision == nil },
      decided: counts.decided, cleared: counts.cleared,
      expectedFalse: material.allFindings.filter { $0.state == "flag" }.map(\.expectedFalseShare).max(),
      smallestGroup: material.configuration.smallestGroup, run: material.stamp)
  }

  /// The page of one finding; nil where the run has none of this id.
  ///
  /// - Throws: `PostgresError`.
  func page(_ connection: inout Connection, finding id: String, queueLink: String?) throws -> CasePage? {
    guard let finding = material.allFindings.first(where: { $0.id == id }) else { return nil }
    return try read(&connection, [finding]).first.map { page($0, queueLink: queueLink) }
  }

  /// What was read about one case.
  struct Case: Sendable {
    var finding: PublishedRows.Finding
    var shares: [PublishedRows.Share]
    var steps: [PublishedRows.Step]
    var records: [PublishedRows.EvidenceRecord]
    var periods: Int
    var decisions: [PublishedRows.Decision]
    var appeals: [AppealRecords.Appeal]
  }

  /// Reads some cases together: what stands in large tables is asked for once.
  ///
  /// - Throws: `PostgresError`.
  /// - Complexity: memory of the shares and steps of the cases' key results.
  func read(_ connection: inout Connection, _ findings: [PublishedRows.Finding]) throws -> [Case] {
    let rows = material.rows
    let keyResults = Set(findings.compactMap(\.keyResult)).sorted()
    let wanted = Set(findings.map { Place(keyResult: $0.keyResult ?? "", person: $0.person) })
    let shares = Dictionary(grouping: keyResults.isEmpty ? [] : try rows.shares(&connection, of: keyResults)) {
      Place(keyResult: $0.keyResult, person: $0.person)
    }
    let steps = Dictionary(grouping: keyResults.isEmpty ? [] : try rows.steps(&connection, of: keyResults)) {
      Place(keyResult: $0.keyResult, person: $0.person)
    }
    var records: [Place: [PublishedRows.EvidenceRecord]] = [:]
    for place in wanted where !place.keyResult.isEmpty {
      records[place] = try rows.evidenceRecords(&connection, keyResult: place.keyResult, person: place.person)
    }
    let periods = try periods(&connection, of: findings)
    let decisions = Dictionary(
      grouping: try PublishedRows.decisions(&connection, on: findings.map(\.id)), by: \.finding)
    let appeals = Dictionary(grouping: try AppealRecords.all(&connection), by: \.person)
    return findings.map { finding in
      let place = Place(keyResult: finding.keyResult ?? "", person: finding.person)
      return Case(
        finding: finding, shares: shares[place] ?? [], steps: steps[place] ?? [], records: records[place] ?? [],
        periods: periods[finding.id] ?? 1, decisions: decisions[finding.id] ?? [],
        appeals: (appeals[finding.person] ?? []).filter {
          finding.keyResult == nil || $0.keyResult == finding.keyResult
        })
    }
  }

  func page(_ read: Case, queueLink: String?) -> CasePage {
    let item = reviewCase(read.finding, shares: read.shares, periods: read.periods, link: nil)
    let (shares, steps, records) = (read.shares, read.steps, read.records)
    return CasePage(
      company: material.company, period: material.run.period, reviewCase: item,
      models: shares.filter(\.model.looksAtTheKeyResult).map {
        TeamPage.ModelShare(model: $0.model, share: TeamSums.KeyResult.fraction($0.units))
      },
      steps: TeamSums.order(steps.map(\.step)).compactMap { name in
        steps.first { $0.step == name }.map {
          TeamPage.Step(step: name, amount: TeamSums.KeyResult.fraction($0.units))
        }
      },
      records: records.map {
        CasePage.Record(
          table: $0.table, id: $0.id, channel: $0.channel, part: TeamSums.KeyResult.fraction($0.units))
      },
      quietRange: item.kind.isOver == nil ? nil : item.contributed.map(Self.quietRange),
      decisions: read.decisions.map {
        CasePage.Decision(at: $0.at, by: $0.by, decision: $0.decision, reason: $0.reason)
      },
      appeals: read.appeals.map(material.appeal), smallestGroup: material.configuration.smallestGroup,
      queueLink: queueLink, run: material.stamp)
  }

  /// Credit beside which a share raises no prompt: the margins of `CreditFindings`, half as much again and 5 points.
  static func quietRange(_ share: Double) -> ClosedRange<Double> {
    max(0, min(share / 1.5, share - 0.05))...min(1, max(share * 1.5, share + 0.05))
  }

  private struct Place: Hashable {
    var keyResult: String
    var person: String
  }

  private func reviewCase(
    _ finding: PublishedRows.Finding, shares: [PublishedRows.Share], periods: Int, link: String?
  ) -> ReviewCase {
    let kind = ReviewCase.Kind(rawValue: finding.kind) ?? .overCredited
    let headline = shares.first { $0.model == .consensus } ?? shares.first { $0.model == .evidence }
    let hasAuthors = finding.keyResult.map { (material.directory.authors[$0]?.count ?? 0) > 0 } ?? false
    let declared = hasAuthors ? shares.first { $0.model == .declared }?.units ?? 0 : 0
    let asked = shares.filter { $0.model != .declared && $0.model.looksAtTheKeyResult }
    var interval: ClosedRange<Double>?
    if let low = headline?.low, let high = headline?.high {
      interval = TeamSums.KeyResult.fraction(low)...TeamSums.KeyResult.fraction(high)
    }
    return ReviewCase(
      id: finding.id, kind: kind, person: material.directory.name(finding.person), team: team(of: finding),
      keyResult: finding.keyResult.map { material.directory.goals[$0]?.title ?? $0 },
      credited: headline == nil ? nil : TeamSums.KeyResult.fraction(declared),
      contributed: headline.map { TeamSums.KeyResult.fraction($0.units) }, interval: interval,
      answering: kind.isOver == nil ? 0 : asked.count,
      agreeing: kind.isOver.map { isOver in
        asked.count { isOver ? $0.units + Self.margin <= declared : $0.units >= declared + Self.margin }
      } ?? 0,
      periods: periods, reasons: ReportMaterial.codes(finding.reasons), due: material.actionsDue,
      status: status(finding), commentUntil: finding.isForLeaders ? nil : finding.commentUntil,
      decidedBy: finding.decidedBy,
      decidedAt: finding.decidedAt,
      link: link)
  }

  /// One point: a model closer to the credit than that takes no side.
  private static let margin = ShareUnits.one / 100

  /// Name of the team whose key result a finding is about; of the person's own where it is about a habit.
  func team(of finding: PublishedRows.Finding) -> String? {
    let team = finding.keyResult.flatMap(material.directory.team(ofKeyResult:)) ?? teamOfPerson[finding.person]
    return team.map { material.directory.teamByID[$0]?.name ?? $0 }
  }

  func status(_ finding: PublishedRows.Finding) -> ReviewCase.Status {
    if finding.isUnderAppeal || finding.isReviewed { return .inReview }
    switch finding.decision {
    case "confirmed": return .confirmed
    case "cleared": return .cleared
    case "not_judged": return .notJudged
    default: return .open
    }
  }

  /// Published periods in a row, this one last, in which the person had a finding of the same kind.
  private func periods(
    _ connection: inout Connection, of findings: [PublishedRows.Finding]
  ) throws -> [String: Int] {
    let people = Array(Set(findings.map(\.person))).sorted()
    let rows = try PublishedRows.findingPeriods(&connection, ofPeople: people, until: material.run.firstDay)
    let order = try PublishedPast.periods(&connection, until: material.run.firstDay).map(\.period)
    var seen: [String: Set<String>] = [:]
    for row in rows { seen[row.person + "\u{0}" + row.kind, default: []].insert(row.period) }
    var counts: [String: Int] = [:]
    for finding in findings {
      let own = seen[finding.person + "\u{0}" + finding.kind] ?? []
      counts[finding.id] = max(1, order.prefix { own.contains($0) }.count)
    }
    return counts
  }
}
