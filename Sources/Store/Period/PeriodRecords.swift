package import Contribution
package import Postgres
internal import Statistics

/// One period of the company, read and indexed: what a run scores.
package struct PeriodRecords: Sendable {
  let index: CompanyIndex
  /// How key results reach the company's objectives.
  let alignment: Alignment
  let duplicates: PossibleDuplicates
  /// Rows that take part in the period by table, as a JSON object: what a later run is compared with.
  package let rowsInPeriod: String
  private let setAside: Quarantine
  private let unlinkedTasks: Int

  private var company: CompanyRecords { index.company }

  /// Reads a period from a source schema.
  ///
  /// - Throws: `PostgresError` or `StoreError`.
  package static func read(
    _ settings: ConnectionSettings, schema: String, period: String, zone: String, readers: Int, jobs: Int = 1,
    progress: @escaping @Sendable (SourceTable, Int) -> Void
  ) throws -> PeriodRecords {
    let extract = Extract(
      settings: settings, schema: schema, periodID: period, zone: zone, readers: readers, progress: progress)
    return try PeriodRecords(extract.read(), jobs: jobs)
  }

  init(_ company: CompanyRecords, jobs: Int = 1) throws {
    rowsInPeriod = Self.rowsInPeriod(company)
    index = CompanyIndex(company, jobs: jobs)
    duplicates = PossibleDuplicates(company)
    var quarantine = company.quarantine
    alignment = try Alignment(company, quarantine: &quarantine)
    setAside = quarantine
    unlinkedTasks = company.tasks.keyResult.count { $0 == -1 }
  }

  private static func rowsInPeriod(_ company: CompanyRecords) -> String {
    let positions = company.keyResults.position
    let counts: [(SourceTable, Int)] = [
      (.people, company.people.ids.count), (.keyResults, company.keyResults.scored.count),
      (.keyResultAuthors, company.authors.keyResult.count),
      (.tasks, company.tasks.keyResult.count { $0 >= 0 && positions[Int($0)] >= 0 }),
      (.taskAssignees, company.assignees.count), (.reviews, company.reviews.rows.count),
      (.checkIns, company.checkIns.keyResult.count), (.peerRatings, company.ratings.keyResult.count),
    ]
    return "{" + counts.map { "\"\($0.0.rawValue)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// Number of key results of the period.
  package var count: Int { index.count }
  package var period: String { company.period.id }
  /// Days since 1970, half-open.
  package var days: Range<Int32> { company.period.firstDay..<company.period.endDay }
  /// End of the period on the company's clocks, seconds since 1970 UTC: what happened from then on takes no part.
  package var asOf: Int64 { company.period.end }
  package var people: Int { company.people.ids.count }
  package var absentTables: [SourceTable] { company.absentTables }
  package var jobFamilies: [String] { company.people.families }

  package func personID(_ person: Int32) -> String { company.people.ids.string(person) }
  func objectiveID(_ objective: Int32) -> String { company.objectives.ids.string(objective) }
  package func keyResultID(_ position: Int) -> String {
    company.keyResults.ids.string(company.keyResults.scored[position])
  }

  /// Rows read by table, in the order of the contract's tables.
  package var rowCounts: [(table: SourceTable, rows: Int)] {
    SourceTable.allCases.compactMap { table in company.rowCounts[table].map { (table, $0) } }
  }

  /// Ids that rows gave for people and that stand for nobody, in byte order, each with the number of rows.
  package var unmappedAccounts: [(id: String, rows: Int)] { company.people.ids.aliases?.unknownCounts ?? [] }

  /// A reader for one thread.
  package func makeReader() -> KeyResultReader { KeyResultReader(self) }

  /// What was set aside and noticed while reading, before any key result is built.
  package var quarantined: QuarantineSummary {
    var summary = QuarantineSummary(setAside)
    summary.notice(.unlinkedTask, unlinkedTasks)
    summary.notice(.overlappingTeams, index.presence.overlapping)
    summary.notice(.blankName, duplicates.blankNames)
    summary.notice(.sameName, duplicates.sharedNames)
    summary.notice(.possibleDuplicate, duplicates.people.count, detail: duplicates.example)
    let accounts = unmappedAccounts
    summary.notice(.unmappedAccount, accounts.count, detail: accounts.first?.id ?? "")
    // Where every account is a person's own there is nothing to map, and nothing is missing.
    for table in SourceTable.allCases where table != .personAliases && (company.rowCounts[table] ?? 0) == 0 {
      summary.notice(.emptyTable, 1, detail: table.rawValue)
    }
    return summary
  }

  /// The source key of an act, as `evidence_records.source_id` holds it.
  package func sourceID(_ act: ScoredKeyResult.WeighedAct) -> String {
    let row = Int(act.source)
    switch act.table {
    case .tasks, .taskAssignees: return company.tasks.ids.string(act.source)
    case .reviews: return company.reviews.ids.string(row)
    case .feedback: return company.feedback.ids.string(row)
    case .taskLinks: return company.tasks.ids.string(company.links.task[row])
    case .checkIns: return Timestamp.text(company.checkIns.at[row])
    case .keyResultVersions: return Timestamp.date(Int32(clamping: company.period.day(company.versions.validFrom[row])))
    case .learningRecords:
      let at = company.learning.hypothesisAt[row]
      return at == CompanyRecords.unknownTime ? "" : Timestamp.text(at)
    default: return ""
    }
  }

  /// Lends the id's bytes of a person or key result, for encoding without a string.
  func withPersonID<Result>(_ person: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe company.people.ids.column.withBytes(Int(person), body)
  }

  /// What each person's work adds to the objectives at the top: the key results' parts of them times the person's shares.
  ///
  /// - Parameter shares: for each key result in order, its people and their headline shares.
  /// - Returns: rows above 0, ordered by person, then objective.
  package func objectiveContributions(
    _ shares: [(people: [Int32], shares: [Double])]
  ) -> [ObjectiveContributionRow] {
    var sums: [UInt64: CompensatedSum] = [:]
    for (position, keyResult) in shares.enumerated() {
      let objective = alignment.rootObjective[position]
      guard objective >= 0, alignment.part[position] > 0 else { continue }
      for (person, share) in zip(keyResult.people, keyResult.shares) where share > 0 {
        sums[UInt64(person) << 32 | UInt64(objective), default: CompensatedSum()].add(alignment.part[position] * share)
      }
    }
    return sums.keys.sorted().map { key in
      ObjectiveContributionRow(
        person: Int32(truncatingIfNeeded: key >> 32), objective: Int32(truncatingIfNeeded: key & 0xFFFF_FFFF),
        amount: sums[key]?.value ?? 0)
    }
  }

  /// The source keys of acts where they are ids of at most 15 bytes; nil for all others.
  ///
  /// Ids lie all over memory: a loop that does nothing else waits for many of them at once.
  func shortSources(_ acts: [ScoredKeyResult.WeighedAct]) -> [ShortText?] {
    let (tasks, reviews) = (company.tasks.ids.column, company.reviews.ids)
    return acts.map { act in
      switch act.table {
      case .tasks, .taskAssignees: tasks.short(Int(act.source))
      case .reviews: reviews.short(Int(act.source))
      default: nil
      }
    }
  }

  /// The person's id where it has at most 15 bytes.
  func shortPersonID(_ person: Int32) -> ShortText? { company.people.ids.column.short(Int(person)) }

  /// Lends the bytes of `sourceID(act)`.
  func withSourceID<Result>(_ act: ScoredKeyResult.WeighedAct, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch act.table {
    case .tasks, .taskAssignees: return unsafe company.tasks.ids.column.withBytes(Int(act.source), body)
    case .reviews: return unsafe company.reviews.ids.withBytes(Int(act.source), body)
    default:
      var text = sourceID(act)
      return text.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Effort on tasks that serve no key result and were finished in the period, by person.
  package func unlinkedEffort() -> [Double] { index.unlinkedEffort }

  /// The first table whose faulty rows say that the feed is broken; nil where none does.
  package func brokenFeed(limit: Double, minimum: Int) -> BrokenFeed? {
    for table in SourceTable.allCases {
      let faults = setAside.feedFaults(table)
      let rows = company.rowCounts[table] ?? 0
      guard faults >= minimum, rows > 0, Double(faults) > limit * Double(rows) else { continue }
      let code = setAside.counts[table]?.filter { $0.key.isFeedFault }.max {
        ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue)
      }
      return BrokenFeed(table: table, faults: faults, rows: rows, code: code?.key.rawValue ?? "")
    }
    return nil
  }
}

extension PeriodRecords {
  /// Tables whose rows say who did what.
  private static let evidence: [SourceTable] = [
    .keyResultAuthors, .tasks, .taskAssignees, .taskLinks, .reviews, .checkIns, .feedback, .peerRatings,
    .learningRecords, .spotChecks,
  ]

  /// Whether faults over all tables of evidence together say that the feed is broken; nil where they do not.
  package func brokenEvidence(limit: Double, minimum: Int) -> (faults: Int, rows: Int)? {
    let faults = Self.evidence.reduce(0) { $0 + setAside.feedFaults($1) }
    let rows = Self.evidence.reduce(0) { $0 + (company.rowCounts[$1] ?? 0) }
    return faults >= minimum && rows > 0 && Double(faults) > limit * Double(rows) ? (faults, rows) : nil
  }
}

/// A table with more faulty rows than a sound feed can have.
package struct BrokenFeed: Sendable {
  package let table: SourceTable
  package let faults: Int
  package let rows: Int
  /// The most frequent fault.
  package let code: String
}
