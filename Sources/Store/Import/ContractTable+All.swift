extension ContractTable {
  /// Every input table, parents before children; files are read in this order.
  public static let all: [ContractTable] = goals + acts + voices

  private static let goals: [ContractTable] = [
    ContractTable(
      "periods", hasKey: true, isOptional: false,
      [ContractColumn("period_id", .id), ContractColumn("starts_on", .day), ContractColumn("ends_on", .day)]),
    ContractTable(
      "people", hasKey: true, isOptional: false,
      [
        ContractColumn("person_id", .id), .optional("display_name", .text), .optional("job_family", .text),
        .optional("grade", .text), .optional("manager_id", .id), .optional("hired_on", .day),
        .optional("left_on", .day),
      ]),
    ContractTable(
      "person_aliases",
      [
        ContractColumn("account", .id), ContractColumn("person_id", .id), .optional("valid_from", .day),
        .optional("valid_to", .day),
      ]),
    ContractTable(
      "teams", hasKey: true, isOptional: false,
      [ContractColumn("team_id", .id), .optional("parent_team_id", .id), ContractColumn("name", .text)]),
    ContractTable(
      "team_members",
      [
        ContractColumn("team_id", .id), ContractColumn("person_id", .id), ContractColumn("valid_from", .day),
        .optional("valid_to", .day), .optional("allocation", .number, fallback: 1),
      ]),
    ContractTable(
      "absences",
      [
        ContractColumn("person_id", .id), ContractColumn("valid_from", .day), ContractColumn("valid_to", .day),
        .optional("fraction", .number, fallback: 1),
      ]),
    ContractTable(
      "objectives", hasKey: true, isOptional: false,
      [
        ContractColumn("objective_id", .id), ContractColumn("period_id", .id), .optional("team_id", .id),
        .optional("owner_id", .id), .optional("parent_key_result_id", .id), ContractColumn("kind", .text),
        ContractColumn("title", .text),
      ]),
    ContractTable(
      "key_results", hasKey: true, isOptional: false,
      [
        ContractColumn("key_result_id", .id), ContractColumn("objective_id", .id), .optional("team_id", .id),
        ContractColumn("title", .text),
      ]),
    ContractTable(
      "key_result_versions",
      [
        ContractColumn("key_result_id", .id), ContractColumn("valid_from", .day), ContractColumn("weight", .number),
        .optional("baseline", .number), .optional("target", .number), .optional("reason", .text),
      ]),
    ContractTable(
      "check_ins",
      [
        ContractColumn("key_result_id", .id), ContractColumn("checked_at", .moment),
        ContractColumn("value", .number), .optional("confidence", .number), .optional("person_id", .id),
      ]),
    ContractTable(
      "key_result_authors", isOptional: false,
      [
        ContractColumn("key_result_id", .id), ContractColumn("person_id", .id), .optional("role", .text),
        .optional("declared_share", .number),
      ]),
  ]

  private static let acts: [ContractTable] = [
    ContractTable(
      "tasks", hasKey: true, isOptional: false,
      [
        ContractColumn("task_id", .id), .optional("key_result_id", .id), .optional("title", .text),
        .optional("effort", .number), .optional("created_at", .moment), .optional("completed_at", .moment),
        ContractColumn("outcome", .text),
      ]),
    ContractTable(
      "task_assignees", isOptional: false,
      [
        ContractColumn("task_id", .id), ContractColumn("person_id", .id), .optional("role", .text),
        .optional("effort_share", .number),
      ]),
    ContractTable("task_links", [ContractColumn("task_id", .id), ContractColumn("blocks_task_id", .id)]),
    ContractTable(
      "reviews", hasKey: true,
      [
        ContractColumn("review_id", .id), ContractColumn("task_id", .id), ContractColumn("reviewer_id", .id),
        .optional("requested_at", .moment), ContractColumn("submitted_at", .moment),
        ContractColumn("verdict", .text), .optional("comments", .count), .optional("kind", .text),
      ]),
  ]

  private static let voices: [ContractTable] = [
    ContractTable(
      "peer_ratings",
      [
        ContractColumn("round_id", .id), .optional("key_result_id", .id), .optional("team_id", .id),
        ContractColumn("rater_id", .id), ContractColumn("ratee_id", .id), ContractColumn("points", .number),
      ]),
    ContractTable(
      "feedback", hasKey: true,
      [
        ContractColumn("feedback_id", .id), ContractColumn("giver_id", .id), ContractColumn("receiver_id", .id),
        .optional("key_result_id", .id), ContractColumn("given_at", .moment), ContractColumn("kind", .text),
      ]),
    ContractTable(
      "one_on_ones",
      [ContractColumn("manager_id", .id), ContractColumn("report_id", .id), ContractColumn("held_at", .moment)]),
    ContractTable(
      "learning_records",
      [
        ContractColumn("key_result_id", .id), .optional("person_id", .id), .optional("hypothesis_at", .moment),
        .optional("result_at", .moment), .optional("decision", .text), .optional("reused_by_key_result_id", .id),
      ]),
    ContractTable(
      "spot_checks", hasKey: true,
      [
        ContractColumn("check_id", .id), ContractColumn("key_result_id", .id),
        ContractColumn("left_person_id", .id), ContractColumn("right_person_id", .id),
        ContractColumn("times_more", .number), ContractColumn("judged_by", .id),
        ContractColumn("judged_at", .moment),
      ]),
  ]
}
