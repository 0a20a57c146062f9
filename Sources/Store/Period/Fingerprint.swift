internal import Attribution
internal import Contribution

extension PeriodKeyResult {
  /// A digest of everything that is published about the key result, but for the company-wide parameters.
  ///
  /// Rows are taken in the canonical order of the records, people and sources by their ids, numbers by their bits: nothing here
  /// is a number that another person or another row in the company could shift.
  ///
  /// - Complexity: O(rows).
  package func fingerprint(_ period: PeriodRecords) throws(StoreError) -> SHA256Digest {
    var bytes = CanonicalBytes(
      capacity: 4096 + 48 * records.tasks.count + 17 * records.assignments.count + 72 * records.reviews.count)
    bytes.text(records.keyResultID)
    bytes.text(kind.rawValue)
    bytes.number(version?.weight)
    bytes.number(version?.baseline)
    bytes.number(version?.target)
    bytes.number(actual)
    bytes.number(learning)
    bytes.number(records.actUnit)
    bytes.integer(Int64(records.quarantinedRows))
    let people = records.people
    for person in 0..<people.count {
      unsafe period.withPersonID(people.number[person]) { unsafe bytes.append($0) }
      let family = Int(people.family[person])
      bytes.text(family < 0 ? "" : period.jobFamilies[family])
      bytes.number(people.credit[person])
      bytes.integer(people.isAuthor[person] ? 1 : 0)
      bytes.number(people.presence[person])
    }
    addTasks(to: &bytes, period)
    addActs(to: &bytes, period)
    setAside.add(to: &bytes)
    return try bytes.digest()
  }

  private func addTasks(to bytes: inout CanonicalBytes, _ period: PeriodRecords) {
    let tasks = records.tasks
    let ids = period.index.company.tasks.ids.column
    bytes.integer(Int64(tasks.count))
    for task in 0..<tasks.count {
      bytes.append(ids, Int(tasks.source[task]))
      bytes.number(tasks.effort[task])
      bytes.byte(tasks.isImputed[task] ? 1 : 0)
      bytes.byte(tasks.outcome[task].place)
      bytes.integer(tasks.completedAt[task])
    }
    let assignments = records.assignments
    bytes.integer(Int64(assignments.count))
    for row in 0..<assignments.count {
      bytes.pair(assignments.task[row], assignments.person[row])
      bytes.byte(UInt8(assignments.role[row].rank))
      bytes.number(assignments.effortShare[row])
    }
    let reviews = records.reviews
    let reviewIDs = period.index.company.reviews.ids
    bytes.integer(Int64(reviews.count))
    for row in 0..<reviews.count {
      bytes.pair(reviews.task[row], reviews.person[row])
      bytes.pair(reviews.comments[row], reviews.unknownDepths[row])
      bytes.pair(reviews.changeRequests[row], reviews.approvals[row])
      bytes.integer(Int64(reviews.latency[row]))
      bytes.append(reviewIDs, Int(reviews.source[row]))
    }
  }

  private func addActs(to bytes: inout CanonicalBytes, _ period: PeriodRecords) {
    let acts = records.acts
    bytes.integer(Int64(acts.count))
    for row in 0..<acts.count {
      bytes.pair(Int32(acts.channel[row].index), acts.person[row])
      bytes.number(acts.amount[row])
      let act = ScoredKeyResult.WeighedAct(
        person: acts.person[row], channel: acts.channel[row], table: acts.table[row], source: acts.source[row],
        amount: 0)
      unsafe period.withSourceID(act) { unsafe bytes.append($0) }
    }
    let ratings = records.ratings
    bytes.integer(Int64(ratings.count))
    for row in 0..<ratings.count {
      unsafe period.withPersonID(ratings.rater[row]) { unsafe bytes.append($0) }
      bytes.integer(Int64(ratings.ratee[row]))
      bytes.number(ratings.points[row])
    }
    let checks = records.spotChecks
    bytes.integer(Int64(checks.count))
    for row in 0..<checks.count {
      bytes.pair(checks.left[row], checks.right[row])
      bytes.number(checks.logRatio[row])
    }
  }
}

extension TaskOutcome {
  /// Place among all cases, for digests.
  fileprivate var place: UInt8 {
    switch self {
    case .open: 0
    case .delivered: 1
    case .learned: 2
    case .dropped: 3
    }
  }
}

extension SHA256Digest {
  /// One digest of many, in order.
  package init(folding digests: [SHA256Digest], label: String) throws(StoreError) {
    var hasher = try SHA256Hasher()
    try hasher.update(Array(label.utf8))
    for digest in digests { try hasher.update(digest.bytes) }
    self = try hasher.finish()
  }

  package init(text: String) throws(StoreError) { try self.init(Array(text.utf8)) }
}
