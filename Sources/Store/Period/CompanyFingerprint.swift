internal import Contribution

extension PeriodRecords {
  /// A digest of what is published beside the key results' own scores: the period, how goals reach the top, rhythms of teams,
  /// work that serves no goal, and what was set aside before any key result was built.
  ///
  /// - Complexity: O(rows of the small tables + rows set aside).
  package func fingerprint() throws(StoreError) -> SHA256Digest {
    var bytes = CanonicalBytes()
    bytes.pair(days.lowerBound, days.upperBound)
    for position in 0..<count {
      let root = alignment.rootObjective[position]
      bytes.text(root < 0 ? "" : objectiveID(root))
      bytes.number(alignment.part[position])
    }
    for rhythm in teamRhythms() { rhythm.add(to: &bytes) }
    for (person, effort) in unlinkedEffort().enumerated() where effort > 0 {
      unsafe withPersonID(Int32(person)) { unsafe bytes.append($0) }
      bytes.number(effort)
    }
    for person in duplicates.people { unsafe withPersonID(person) { unsafe bytes.append($0) } }
    quarantined.add(to: &bytes)
    return try bytes.digest()
  }
}

extension TeamRhythm {
  func add(to bytes: inout CanonicalBytes) {
    bytes.text(teamID)
    bytes.number(oneOnOnesPerPerson)
    bytes.number(medianDaysBetweenCheckIns)
    for count in [people, staleKeyResults, feedbackGiven, goalChanges] { bytes.integer(Int64(count)) }
  }
}

extension QuarantineSummary {
  /// Adds what was set aside and noticed, whatever the order in which it was met.
  func add(to bytes: inout CanonicalBytes) {
    for count in counts {
      bytes.text(count.table.rawValue)
      bytes.text(count.code)
      bytes.integer(Int64(count.rows))
    }
    // Beyond the rows that are kept, which ones they are depends on their order.
    if rows.count == total {
      let keys = rows.map { [$0.table.rawValue, $0.key, $0.fault.rawValue, $0.column] }
      for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) { for part in key { bytes.text(part) } }
    }
    for code in notices.keys.sorted() {
      bytes.text(code)
      bytes.integer(Int64(notices[code]?.count ?? 0))
    }
  }
}

extension NarrowRows {
  /// A digest of the rows without anything that differs from run to run.
  ///
  /// - Complexity: O(rows).
  package func digest(_ period: PeriodRecords) throws(StoreError) -> SHA256Digest {
    var bytes = CanonicalBytes()
    for row in keyResults {
      bytes.text(row.scored.keyResultID)
      bytes.text(row.scored.kind.rawValue)
      bytes.text(row.scored.reason ?? "")
      for number in [row.scored.value, row.scored.attainment, row.scored.coverage, row.scored.disagreement] {
        bytes.number(number)
      }
      bytes.integer(Int64(row.scored.people))
    }
    for row in people {
      unsafe period.withPersonID(row.person) { unsafe bytes.append($0) }
      for number in [row.credited, row.contributed, row.low, row.high, row.unlinkedEffort] { bytes.number(number) }
      bytes.integer(Int64(row.keyResults))
    }
    for row in objectives {
      unsafe period.withPersonID(row.person) { unsafe bytes.append($0) }
      bytes.text(period.objectiveID(row.objective))
      bytes.number(row.amount)
    }
    for row in findings {
      for text in [row.findingID, row.kind, row.keyResultID ?? "", row.personID, row.state, row.reasons] {
        bytes.text(text)
      }
      bytes.number(row.probability)
      bytes.number(row.expectedFalseShare)
    }
    for rhythm in period.teamRhythms() { rhythm.add(to: &bytes) }
    for total in teamTotals {
      bytes.text(total.teamID)
      bytes.integer(Int64(total.people))
      bytes.number(total.credited)
      bytes.number(total.contributed)
    }
    return try bytes.digest()
  }
}
