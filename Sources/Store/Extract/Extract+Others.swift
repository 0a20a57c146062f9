internal import Contribution
internal import Postgres

extension Extract {
  /// The small tables that speak of people and goals. Each may be absent, authors apart.
  func readOthers(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    try readAuthors(&connection, context, into: &company)
    try readVersions(&connection, context, into: &company)
    try readCheckIns(&connection, context, into: &company)
    try readFeedback(&connection, context, into: &company)
    try readLearning(&connection, context, into: &company)
    try readRatings(&connection, context, into: &company)
    try readSpotChecks(&connection, context, into: &company)
    try readMemberships(&connection, context, into: &company)
    try readAbsences(&connection, context, into: &company)
    try readOneOnOnes(&connection, context, into: &company)
  }

  private func readAuthors(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let selection = try context.catalog.selection(
      .keyResultAuthors, [.id("key_result_id"), .id("person_id"), .number("declared_share", optional: true)])
    var reading = TableReading(table: .keyResultAuthors)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let keyResult = try row.reference(kinds[0], in: context.keyResults)
      let person = try row.reference(kinds[1], in: context.people)
      let declared = try row.number(kinds[2])
      reading.rows += 1
      guard let number = reading.scored(keyResult, context, key: row.key(kinds, 2)) else { return }
      guard case .known(let who) = person else {
        return reading.setAside(row.key(kinds, 2), person.fault, "person_id", keyResult: number)
      }
      var share = declared ?? .nan
      if let declared, !(declared >= 0 && declared.isFinite) {
        // The author stays an author; only what was declared is set aside.
        reading.setAside(
          row.key(kinds, 2), declared.isFinite ? .negative : .notFinite, "declared_share", keyResult: number)
        share = .nan
      }
      company.authors.keyResult.append(number)
      company.authors.person.append(who)
      company.authors.declared.append(share.clampedToZero)
    }
    company.absorb(reading)
  }

  private func readVersions(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("key_result_id"), .time("valid_from"), .number("weight"), .number("baseline", optional: true),
      .number("target", optional: true),
    ]
    guard let selection = try optional(.keyResultVersions, columns, context, &company) else { return }
    var reading = TableReading(table: .keyResultVersions)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let keyResult = try row.reference(kinds[0], in: context.keyResults)
      let from = try row.seconds(kinds[1])
      let weight = try row.number(kinds[2])
      let baseline = try row.number(kinds[3])
      let target = try row.number(kinds[4])
      reading.rows += 1
      guard let number = reading.scored(keyResult, context, key: row.key(kinds, 2)) else { return }
      guard let from, context.isPlausible(from) else {
        return reading.setAside(row.key(kinds, 2), .dateOutOfRange, "valid_from", keyResult: number)
      }
      let values = [("weight", weight ?? 1), ("baseline", baseline ?? 0), ("target", target ?? 0)]
      if let bad = values.first(where: { !$0.1.isFinite }) {
        return reading.setAside(row.key(kinds, 2), .notFinite, bad.0, keyResult: number)
      }
      guard (weight ?? 1) >= 0, (weight ?? 1) <= 1e9 else {
        return reading.setAside(
          row.key(kinds, 2), (weight ?? 1) < 0 ? .negative : .outOfRange, "weight", keyResult: number)
      }
      company.versions.keyResult.append(number)
      company.versions.validFrom.append(from)
      company.versions.weight.append((weight ?? 1).clampedToZero)
      company.versions.baseline.append(baseline ?? .nan)
      company.versions.target.append(target ?? .nan)
    }
    company.absorb(reading)
  }

  private func readCheckIns(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("key_result_id"), .time("checked_at"), .number("value"), .id("person_id", optional: true),
    ]
    guard let selection = try optional(.checkIns, columns, context, &company) else { return }
    var reading = TableReading(table: .checkIns)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let keyResult = try row.reference(kinds[0], in: context.keyResults)
      let at = try row.seconds(kinds[1])
      let value = try row.number(kinds[2])
      let person = try row.reference(kinds[3], in: context.people)
      reading.rows += 1
      guard let number = reading.scored(keyResult, context, key: row.key(kinds, 2)) else { return }
      guard let at, context.isPlausible(at) else {
        return reading.setAside(row.key(kinds, 2), .dateOutOfRange, "checked_at", keyResult: number)
      }
      if let value, !value.isFinite {
        return reading.setAside(row.key(kinds, 2), .notFinite, "value", keyResult: number)
      }
      if case .unknown = person {
        return reading.setAside(row.key(kinds, 2), .orphan, "person_id", keyResult: number)
      }
      company.checkIns.keyResult.append(number)
      company.checkIns.at.append(at)
      company.checkIns.value.append(value ?? .nan)
      company.checkIns.person.append(person.number ?? -1)
    }
    company.absorb(reading)
  }

  private func readFeedback(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("feedback_id"), .id("giver_id"), .id("receiver_id"), .id("key_result_id", optional: true), .time("given_at"),
      .text("kind"),
    ]
    guard let selection = try optional(.feedback, columns, context, &company) else { return }
    var reading = TableReading(table: .feedback)
    var doubles: Doubles? =
      context.catalog[.feedback]?.uniqueColumns.contains("feedback_id") == true ? nil : Doubles(minimumCapacity: 0)
    let words = Words(FeedbackKind.self)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let id = try row.keyText(kinds[0])
      let giver = try row.reference(kinds[1], in: context.people)
      let receiver = try row.reference(kinds[2], in: context.people)
      let keyResult = try row.reference(kinds[3], in: context.keyResults)
      let at = try row.seconds(kinds[4])
      let kind: FeedbackKind?? = try row.word(kinds[5], words)
      reading.rows += 1
      let number = keyResult.number ?? -1
      // Without a key result it still tells how alive the feedback of a team is.
      guard number < 0 || context.isScored(number) else { return }
      if case .unknown = keyResult { return reading.setAside(row.key(kinds), .orphan, "key_result_id") }
      guard !id.isEmpty, id.utf8.count <= idLimit else {
        return reading.setAside(
          row.key(kinds), id.isEmpty ? .blankReference : .idTooLong, "feedback_id", keyResult: number)
      }
      let double = unsafe Array(id.utf8).withUnsafeBytes { unsafe doubles?.meet($0) ?? nil }
      var isSound = false
      // A row with a fault of its own leaves no doubt that its double, if there is one, is another row.
      defer { if !isSound, let double { doubles?.conflict(double) } }
      for (column, person) in [("giver_id", giver), ("receiver_id", receiver)] where person.number == nil {
        return reading.setAside(id, person.fault, column, keyResult: number)
      }
      guard case .some(.some(let kind)) = kind else {
        return reading.setAside(id, .unknownValue, "kind", "thanks, help, praise, suggestion", keyResult: number)
      }
      guard let at, number < 0 ? at != Instant.infinite : context.isPlausible(at) else {
        return reading.setAside(id, .dateOutOfRange, "given_at", keyResult: number)
      }
      isSound = true
      let entry = FeedbackColumns.Entry(
        giver: giver.number ?? -1, receiver: receiver.number ?? -1, keyResult: number, at: at, kind: kind)
      guard let double else {
        doubles?.stand(at: company.feedback.at.count)
        return company.feedback.append(id, entry)
      }
      guard let place = doubles?.place(double), company.feedback[place] == entry else {
        doubles?.refuse(double, &reading, column: "feedback_id", keyResult: number)
        return
      }
      doubles?.repeatRow(double, keyResult: number)
    }
    let dropped = doubles?.settle(&reading, column: "feedback_id") { company.feedback.keyResult[$0] } ?? []
    if !dropped.isEmpty { company.feedback.remove(Set(dropped)) }
    company.absorb(reading)
  }

  private func readLearning(
    _ connection: inout Connection, _ context: ExtractContext, into company: inout CompanyRecords
  ) throws {
    let columns: [SourceColumn] = [
      .id("key_result_id"), .id("person_id", optional: true), .time("hypothesis_at", optional: true),
      .time("result_at", optional: true), .text("decision", optional: true),
      .id("reused_by_key_result_id", optional: true),
    ]
    guard let selection = try optional(.learningRecords, columns, context, &company) else { return }
    var reading = TableReading(table: .learningRecords)
    try copy(&connection, selection, context.catalog) { row, kinds in
      let keyResult = try row.reference(kinds[0], in: context.keyResults)
      let person = try row.reference(kinds[1], in: context.people)
      let hypothesis = try row.seconds(kinds[2])
      let result = try row.seconds(kinds[3])
      let decision = try row.keyText(kinds[4])
      let reuse = try row.reference(kinds[5], in: context.keyResults)
      reading.rows += 1
      guard let number = reading.scored(keyResult, context, key: row.key(kinds, 2)) else { return }
      for (column, time) in [("hypothesis_at", hypothesis), ("result_at", result)] {
        guard let time, !context.isPlausible(time) else { continue }
        return reading.setAside(row.key(kinds, 2), .dateOutOfRange, column, keyResult: number)
      }
      if case .unknown = person {
        return reading.setAside(row.key(kinds, 2), .orphan, "person_id", keyResult: number)
      }
      if case .unknown = reuse {
        reading.setAside(row.key(kinds, 2), .orphan, "reused_by_key_result_id", keyResult: number)
      }
      company.learning.keyResult.append(number)
      company.learning.person.append(person.number ?? -1)
      company.learning.hypothesisAt.append(hypothesis ?? CompanyRecords.unknownTime)
      company.learning.resultAt.append(result ?? CompanyRecords.unknownTime)
      company.learning.hasDecision.append(!decision.isEmpty)
      company.learning.reusedBy.append(reuse.number ?? -1)
    }
    company.absorb(reading)
  }
}
