import Contribution

extension KeyResultAssembler {
  /// Authors in order of their numbers, and the credit on record of each.
  mutating func authors(_ position: Int) -> (people: [Int32], shares: [Double]) {
    let columns = company.authors
    let rows = index.authors[position].filter { columns.person[Int($0)] >= 0 }.map { Int($0) }.sorted { a, b in
      if columns.person[a] != columns.person[b] { return columns.person[a] < columns.person[b] }
      // The larger declaration stands, whatever the order of rows; NaN is "none".
      return (columns.declared[a].isNaN ? -1 : columns.declared[a])
        > (columns.declared[b].isNaN ? -1 : columns.declared[b])
    }
    var people: [Int32] = []
    var declared: [Double?] = []
    for row in rows {
      if people.last == columns.person[row] {
        quarantine.notice(.duplicateAuthor)
        continue
      }
      people.append(columns.person[row])
      declared.append(columns.declared[row].isNaN ? nil : columns.declared[row])
    }
    let sum = declared.reduce(0) { $0 + ($1 ?? 0) }
    if declared.contains(where: { $0 != nil }) {
      let isComplete = declared.allSatisfy { $0 != nil }
      let excess = isComplete ? abs(sum - 1) : max(0, sum - 1)
      if excess > Self.declaredLimit, sum > 0 {
        setAside(
          .keyResultAuthors, key: company.keyResults.ids.string(Int32(index.keyResult(position))), .declaredSum,
          column: "declared_share", detail: "sum \((sum * 1000).rounded() / 1000)")
        declared = declared.map { _ in nil }
      } else if excess > 0.01 {
        quarantine.notice(.declaredSum)
      }
    }
    return (people, CreditOnRecord.shares(declared: declared))
  }

  /// Declared shares whose sum is further from 1 than this are no record of credit.
  static var declaredLimit: Double { 0.25 }

  /// Ratings ordered by rater, then ratee, both still by company-wide numbers; of several rounds the last by id stands.
  mutating func ratings(_ position: Int) -> KeyResultRecords.Ratings {
    let columns = company.ratings
    let rows = index.ratings[position].map { Int($0) }.sorted { a, b in
      if columns.rater[a] != columns.rater[b] { return columns.rater[a] < columns.rater[b] }
      if columns.ratee[a] != columns.ratee[b] { return columns.ratee[a] < columns.ratee[b] }
      if columns.round[a] != columns.round[b] {
        return columns.rounds.column.precedes(Int(columns.round[b]), Int(columns.round[a]))
      }
      return columns.points[a] < columns.points[b]
    }
    var ratings = KeyResultRecords.Ratings()
    for row in rows {
      if ratings.rater.last == columns.rater[row], ratings.ratee.last == columns.ratee[row] {
        quarantine.notice(.duplicateRating)
        continue
      }
      ratings.rater.append(columns.rater[row])
      ratings.ratee.append(columns.ratee[row])
      ratings.points.append(columns.points[row])
    }
    return ratings
  }

  /// Spot checks ordered by id; persons still by their company-wide numbers.
  func spotChecks(_ position: Int) -> KeyResultRecords.SpotChecks {
    let columns = company.spotChecks
    let rows = index.spotChecks[position].map { Int($0) }.sorted { columns.ids.precedes($0, $1) }
    var checks = KeyResultRecords.SpotChecks()
    for row in rows {
      checks.left.append(columns.left[row])
      checks.right.append(columns.right[row])
      checks.logRatio.append(naturalLogarithm(columns.timesMore[row]))
    }
    return checks
  }
}

extension KeyResultRecords.Ratings {
  mutating func keep(_ number: (Int32) -> Int32) {
    var kept = Self()
    for row in 0..<count {
      let ratee = number(ratee[row])
      guard ratee >= 0 else { continue }
      kept.rater.append(rater[row])
      kept.ratee.append(ratee)
      kept.points.append(points[row])
    }
    self = kept
  }
}
