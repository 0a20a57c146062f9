package import Postgres

/// A published table as texts, read in pieces through a cursor so that memory stays bounded.
package struct PublishedExport: Sendable {
  /// Name of the table and of its file.
  package let name: String
  /// The readers' view of it: what is held, appealed against or not yet open to leaders is left out or marked there.
  private let view: String
  private let columns: [String]
  private let order: String

  package static let all: [PublishedExport] = [
    .init(
      name: "shares", view: "latest_shares",
      columns: [
        "run_id", "period_id", "key_result_id", "person_id", "model", "share", "share_low", "share_high",
        "is_under_appeal",
      ],
      order: "key_result_id, person_id, model"),
    .init(
      name: "key_result_scores", view: "latest_key_results",
      columns: [
        "run_id", "period_id", "key_result_id", "kind", "value", "attainment", "coverage", "disagreement", "people",
        "state",
        "reason",
      ], order: "key_result_id"),
    people,
    .init(
      name: "evidence_pieces", view: "latest_evidence",
      columns: ["run_id", "key_result_id", "person_id", "kind", "acts", "amount"],
      order: "key_result_id, person_id, kind"),
    .init(
      name: "findings", view: "latest_findings",
      columns: [
        "run_id", "period_id", "finding_id", "kind", "key_result_id", "person_id", "probability",
        "expected_false_share",
        "state", "reasons",
      ], order: "finding_id"),
  ]

  /// Sums a person.
  package static let people = PublishedExport(
    name: "person_scores", view: "latest_people",
    columns: [
      "run_id", "period_id", "person_id", "credited", "contributed", "contributed_low", "contributed_high",
      "key_results", "unlinked_effort",
    ], order: "person_id")

  /// Hands the header and every row to a closure, in the order of the key.
  ///
  /// Needs an open transaction, which its cursor lives in.
  ///
  /// - Returns: the number of rows without the header.
  @discardableResult package func read(
    _ connection: inout Connection, run: RunID, _ body: ([String?]) throws -> Void
  ) throws -> Int {
    try body(columns)
    // A cursor takes no bound parameter in every server version; the id's text holds hexadecimal digits and hyphens only.
    let fields = columns.map { "\($0)::pg_catalog.text" }.joined(separator: ", ")
    try connection.execute(
      "DECLARE export_rows NO SCROLL CURSOR FOR SELECT \(fields) FROM fairshare.\(view) "
        + "WHERE run_id = '\(run.text)'::pg_catalog.uuid ORDER BY \(order.split(separator: ", ").map { "\(view).\($0)" }.joined(separator: ", "))"
    )
    var count = 0
    while true {
      let rows = try connection.execute("FETCH FORWARD 5000 FROM export_rows", patience: .seconds(600))
      for row in 0..<rows.count {
        var cells: [String?] = []
        for column in columns.indices { cells.append(try rows.textOrNull(row, column)) }
        try body(cells)
      }
      count += rows.count
      if rows.count < 5000 { break }
    }
    try connection.execute("CLOSE export_rows")
    return count
  }
}
