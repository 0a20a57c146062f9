internal import Contribution

extension StoreError {
  static func missingTable(_ table: SourceTable, schema: String) -> StoreError {
    StoreError(
      .sourceMissing, sentence: "The source has no table \(table.rawValue).", place: "schema \(schema)",
      why: "Fairshare cannot score without it.",
      fix: "Run `fairshare migrate`, or put a view of that name and its contract columns there (--source-schema).")
  }

  static func missingColumn(_ table: SourceTable, _ column: String) -> StoreError {
    StoreError(
      .columnMismatch, sentence: "Column \(column) is missing.", place: "table \(table.rawValue)",
      why: "The contract needs this column.", fix: "Add the column to the table or view; see docs/data-dictionary.md.")
  }

  static func unreadableColumn(_ table: SourceTable, _ column: String, type: String) -> StoreError {
    StoreError(
      .columnMismatch, sentence: "Column \(column) has type \(type), which cannot be read as what the contract says.",
      place: "table \(table.rawValue)", why: "Its values would have to be guessed.",
      fix: "Cast the column in a view; see docs/data-dictionary.md.")
  }

  static func unknownZone(_ zone: String) -> StoreError {
    StoreError(
      .zoneUnknown, sentence: "The server knows no such time zone.", place: "source.zone = \(zone)",
      why: "Days and times without a zone could not be told apart.",
      fix: "Name a zone such as Asia/Shanghai in fairshare.toml; `SELECT name FROM pg_timezone_names` lists them.")
  }

  static func unsafeEncoding() -> StoreError {
    StoreError(
      .encodingUnsafe, sentence: "The database does not say how its text is encoded.",
      place: "database encoding SQL_ASCII",
      why: "Its bytes may be UTF-8, GBK or a mixture; names would be guessed.",
      fix: "Load the source into a database with encoding UTF8, then run it there.")
  }

  static func unknownPeriod(_ id: String, known: [String]) -> StoreError {
    StoreError(
      .periodUnknown, sentence: "There is no such period.", place: "table periods, period_id \(id)",
      why: known.isEmpty ? "The table is empty." : "Known periods: \(known.suffix(12).joined(separator: ", ")).",
      fix: known.isEmpty ? "Import a company first: `fairshare import DIR`." : "Name one of them with --period.")
  }

  static func unusablePeriod(_ id: String) -> StoreError {
    StoreError(
      .periodUnusable, sentence: "The period's dates cannot be used.", place: "table periods, period_id \(id)",
      why: "A period needs a first and a last day, in order, at most three years apart.",
      fix: "Correct starts_on and ends_on.")
  }
}
