internal import Postgres

/// A table of results that is written per run as a partition of its own.
package enum ResultFamily: String, CaseIterable, Sendable {
  case shares
  case keyResultScores = "key_result_scores"
  case personScores = "person_scores"
  case evidencePieces = "evidence_pieces"
  case evidenceRecords = "evidence_records"
  case consensusSteps = "consensus_steps"
  case findings
  case objectiveContributions = "objective_contributions"
  case teamRhythms = "team_rhythms"
  case teamTotals = "team_totals"

  /// Families that grow with people times key results: each is written over a session of its own.
  package static let wide: [ResultFamily] = [.shares, .evidencePieces, .evidenceRecords, .consensusSteps]

  /// Families that speak of persons: what retention drops and an erasure changes.
  package static let personal: [ResultFamily] = [
    .shares, .personScores, .evidencePieces, .evidenceRecords, .consensusSteps, .findings, .objectiveContributions,
  ]

  /// Columns in the order in which rows are encoded.
  var columns: [String] {
    switch self {
    case .shares: ["run_id", "period_id", "key_result_id", "person_id", "model", "share", "share_low", "share_high"]
    case .keyResultScores:
      [
        "run_id", "period_id", "key_result_id", "kind", "value", "attainment", "coverage", "disagreement", "people",
        "state", "reason", "input_digest",
      ]
    case .personScores:
      [
        "run_id", "period_id", "person_id", "credited", "contributed", "contributed_low", "contributed_high",
        "key_results", "unlinked_effort",
      ]
    case .evidencePieces: ["run_id", "key_result_id", "person_id", "kind", "acts", "amount"]
    case .evidenceRecords:
      ["run_id", "key_result_id", "person_id", "rank", "source_table", "source_id", "kind", "amount"]
    case .consensusSteps: ["run_id", "key_result_id", "person_id", "step", "amount"]
    case .findings:
      [
        "run_id", "period_id", "finding_id", "kind", "key_result_id", "person_id", "probability",
        "expected_false_share", "state", "reasons",
      ]
    case .objectiveContributions: ["run_id", "person_id", "objective_id", "amount"]
    case .teamRhythms:
      [
        "run_id", "period_id", "team_id", "people", "one_on_ones_per_person", "median_days_between_check_ins",
        "stale_key_results", "feedback_given", "goal_changes",
      ]
    case .teamTotals: ["run_id", "period_id", "team_id", "people", "credited", "contributed"]
    }
  }

  /// The run's partition while it is staged and after it is attached. The name holds hexadecimal digits only.
  func partition(_ run: RunID) -> String { "fairshare.\"\(rawValue)_r\(run.hexadecimal)\"" }

  var parent: String { "fairshare.\(rawValue)" }

  // Partitions belong to the owner role: its functions create, seal, attach and drop them, of running runs only.
  func create(_ run: RunID) -> String { call("stage_partition", run) }

  /// The partition must have been created in the same transaction: rows then come frozen, and nobody has to visit them again to
  /// note that their writer has committed. Nobody can see them early: the partition is not attached yet.
  func copyIn(_ run: RunID) -> String {
    "COPY \(partition(run)) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary, FREEZE)"
  }

  /// Builds the key and gathers statistics.
  func seal(_ run: RunID) -> String { call("seal_partition", run) }

  func attach(_ run: RunID) -> String { call("attach_partition", run) }

  /// Nothing where there is no such partition.
  func drop(_ run: RunID) -> String { call("drop_partition", run) }

  private func call(_ function: String, _ run: RunID) -> String {
    "SELECT fairshare.\(function)('\(rawValue)', '\(run.text)'::pg_catalog.uuid)"
  }
}

/// The id of a run: a version 7 uuid, so that ids sort by the time at which runs began.
package struct RunID: Sendable, Hashable {
  let bits: UUIDBits

  /// - Parameters:
  ///   - milliseconds: since 1970 UTC.
  ///   - random: 74 bits are used of it.
  package init(milliseconds: Int64, random: (UInt64, UInt64)) {
    let time = UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF
    bits = UUIDBits(
      high: time << 16 | 0x7000 | (random.0 & 0x0FFF), low: 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF))
  }

  init(_ bits: UUIDBits) { self.bits = bits }

  package init?(text: String) {
    guard let bits = UUIDBits(text: text) else { return nil }
    self.bits = bits
  }

  package var text: String { bits.text }
  package var hexadecimal: String { bits.text.filter { $0 != "-" } }
}
