internal import Contribution
internal import Postgres

extension Extract {
  /// People in byte order of their ids, and the other ids that stand for them.
  ///
  /// A record whose id is an account of somebody else is merged into that person: it is left out here, and every reference to it
  /// finds the person. Taking the alias away brings it back, for nothing of the source was changed.
  func readPeople(
    _ connection: inout Connection, _ catalog: SourceCatalog, into company: inout CompanyRecords
  ) throws {
    let table = catalog[.people]
    // Names and addresses only serve the suspicion that two records are one person: a role without a right on them, or a type that
    // cannot be read, goes without it.
    let readable = try Set(namesReadable(&connection, catalog))
    let extra = ["display_name", "email"].filter { table?.columns[$0] == .text && readable.contains($0) }
    let columns: [SourceColumn] =
      [
        .id("person_id"), .text("job_family", optional: true), .id("manager_id", optional: true),
        .date("hired_on", optional: true), .date("left_on", optional: true),
      ] + extra.map { .text($0, optional: true) }
    let selection = try catalog.selection(.people, columns)
    var reading = TableReading(table: .people)
    var ids = IdentifierTable()
    var raw: [PersonRow] = []
    try copyKeyed(&connection, selection, catalog, key: "person_id") { row, kinds in
      let id = try row.keyText(kinds[0])
      let family = try row.keyText(kinds[1])
      let manager = try row.keyText(kinds[2])
      let hired = try row.day(kinds[3])
      let left = try row.day(kinds[4])
      var texts: [String: String] = [:]
      for (place, column) in extra.enumerated() { texts[column] = try row.nameText(kinds[5 + place]) }
      reading.rows += 1
      guard !id.isEmpty, id.utf8.count <= idLimit else {
        return reading.setAside(row.key(kinds), id.isEmpty ? .blankReference : .idTooLong, "person_id")
      }
      guard ids.intern(id).isNew else { return reading.setAside(id, .duplicate, "person_id") }
      if hired == Instant.infiniteDay || left == Instant.infiniteDay {
        reading.setAside(id, .dateOutOfRange, hired == Instant.infiniteDay ? "hired_on" : "left_on")
      }
      // The last day is a day at work, so presence ends the day after; an unusable date is no date.
      let end = left.flatMap { $0 == Instant.infiniteDay ? nil : $0 + 1 } ?? .max
      raw.append(
        PersonRow(
          id: id, family: family, manager: manager, hired: hired == Instant.infiniteDay ? .min : hired ?? .min,
          left: end, name: SpokenName.key(texts["display_name"] ?? ""), address: SpokenName.key(texts["email"] ?? "")))
    }
    company.absorb(reading)
    let targets = try readAliases(&connection, catalog, people: ids, into: &company)
    company.people = PersonColumns(
      raw.filter { targets[$0.id] == nil }, targets: targets, hasNames: extra.contains("display_name"))
  }

  /// Columns with names and addresses that this role may read.
  private func namesReadable(
    _ connection: inout Connection, _ catalog: SourceCatalog
  ) throws -> [String] {
    let rows = try connection.execute(
      "SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass($1) "
        + "AND a.attname IN ('display_name', 'email') AND NOT a.attisdropped "
        + "AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY 1",
      [.text(catalog.qualified(.people))])
    var columns: [String] = []
    for row in 0..<rows.count { columns.append(try rows.text(row, 0)) }
    return columns
  }

  /// Accounts and the people whom they stand for, chains followed to their end.
  private func readAliases(
    _ connection: inout Connection, _ catalog: SourceCatalog, people: IdentifierTable,
    into company: inout CompanyRecords
  ) throws -> [AccountKey: String] {
    guard catalog[.personAliases] != nil else { return [:] }
    let columns: [SourceColumn] = [
      .id("account"), .id("person_id"), .date("valid_from", optional: true), .date("valid_to", optional: true),
    ]
    let selection = try catalog.selection(.personAliases, columns)
    let period = company.period
    var reading = TableReading(table: .personAliases)
    var named: [AccountKey: Set<AccountKey>] = [:]
    try copy(&connection, selection, catalog) { row, kinds in
      let account = try row.keyText(kinds[0])
      let person = try row.keyText(kinds[1])
      let from = try row.day(kinds[2])
      let to = try row.day(kinds[3])
      reading.rows += 1
      guard !account.isEmpty, !person.isEmpty else {
        return reading.setAside(row.key(kinds, 2), .blankReference, "person_id")
      }
      guard (from ?? .min) < period.endDay, (to ?? .max) >= period.firstDay, account != person else { return }
      named[AccountKey(account), default: []].insert(AccountKey(person))
    }
    var targets: [AccountKey: String] = [:]
    for account in named.keys.sorted() {
      var seen: Set<AccountKey> = [account]
      var current = account
      while let next = named[current], next.count == 1, let only = next.first, seen.insert(only).inserted {
        current = only
      }
      if named[current] != nil {
        // Two people for one account, or a circle: nobody is guessed.
        reading.setAside(account.text, .conflictingDuplicate, "account")
      } else if people.find(current.text) == nil {
        reading.setAside(account.text, .orphan, "person_id")
      } else {
        targets[account] = current.text
      }
    }
    company.absorb(reading)
    return targets
  }
}

/// One record of `people` as it was read.
struct PersonRow: Sendable {
  var id: String
  var family: String
  var manager: String
  var hired: Int32
  var left: Int32
  /// Normalised; empty where there is none.
  var name: String
  var address: String
}

/// An id compared by its bytes: two spellings that only look alike are two ids.
struct AccountKey: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func < (left: AccountKey, right: AccountKey) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

extension [AccountKey: String] {
  subscript(id: String) -> String? { self[AccountKey(id)] }
}

/// Names as they are compared for the suspicion that two records are one person, never for anything else.
enum SpokenName {
  /// Lower case, single spaces; `String` compares composed and decomposed forms as equal.
  static func key(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension CopyRow {
  /// The next field as text of a name, at most its first kilobyte.
  mutating func nameText(_ kind: FieldKind) throws -> String {
    unsafe try identifier(kind) { bytes in
      guard let bytes = unsafe bytes else { return "" }
      return unsafe String(decoding: bytes.prefix(1024), as: UTF8.self)
    }
  }
}

extension PersonColumns {
  init(_ rows: [PersonRow], targets: [AccountKey: String], hasNames: Bool) {
    let rows = rows.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for row in rows { ids.intern(row.id) }
    families = Set(rows.map(\.family)).subtracting([""]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let familyNumber = Dictionary(uniqueKeysWithValues: families.enumerated().map { ($1, Int16(clamping: $0)) })
    var accounts = IdentifierTable()
    var numbers: [Int32] = []
    for account in targets.keys.sorted() {
      guard let number = targets[account].flatMap(ids.find) else { continue }
      accounts.intern(account.text)
      numbers.append(number)
    }
    ids.aliases = IdentifierAliases(accounts: accounts, numbers: numbers)
    for row in rows {
      family.append(familyNumber[row.family] ?? -1)
      // A manager who is nobody here is no fault of an account.
      manager.append(row.manager.isEmpty ? -1 : ids.find(row.manager) ?? -1)
      hired.append(row.hired)
      left.append(row.left)
    }
    nameGroup = Self.groups(rows.map(\.name))
    addressGroup = Self.groups(rows.map(\.address))
    hasBlankName = rows.map { hasNames && $0.name.isEmpty }
  }

  /// A number for each text that at least two share, by the first of them; -1 for the others.
  private static func groups(_ texts: [String]) -> [Int32] {
    var first: [String: Int32] = [:]
    var count: [String: Int] = [:]
    for (place, text) in texts.enumerated() where !text.isEmpty {
      if first[text] == nil { first[text] = Int32(place) }
      count[text, default: 0] += 1
    }
    return texts.map { (count[$0] ?? 0) > 1 ? first[$0] ?? -1 : -1 }
  }
}
