import Attribution
import GoldenFiles
import Testing

private func checkTeammates(_ vector: GoldenVector) throws {
  // Codes such as NSB and NSU stand for "no number".
  let claims = vector.inputs["claimed_row_rater"].list.map { $0.list.map(\.number) }
  let perceived = try Teammates.perceived(claims: claims)
  let wanted = vector.expected["normalised_average_perceived"].list
  let rounded = vector.expected["normalised_average_perceived_rounded"].list
  #expect(perceived.count == wanted.count)
  for (member, value) in perceived.enumerated() {
    guard let value else {
      #expect(wanted[member].text == "NA" && rounded[member].text == "NA", "\(vector.name)")
      continue
    }
    vector.expect([value], [wanted[member].double], "perceived")
    #expect(value.rounded() == rounded[member].double, "\(vector.name)")
  }
}

private func checkThree(_ vector: GoldenVector) throws {
  let division = try #require(
    try ImpartialDivision(points: vector.inputs["points_row_rater_excluding_self"].matrix))
  vector.expect(division.shares, "shares")
  vector.expect([division.unallocated], [vector.expected["unallocated"].double], "unallocated")
}

@Test("every vector of peer assessment is reproduced")
func peerGolden() throws {
  try GoldenFile("peer_assessment.json").check([
    "webpa_worked_example": { vector in
      let marks = vector.inputs["marks_row_rater"].list.map { $0.list.isEmpty ? nil : $0.numbers }
      let result = try #require(try WebPA(marks: marks))
      vector.expect(result.scores, "webpa_score_exact")
      vector.expect(result.scores, "webpa_score")
      vector.expect([result.scores.reduce(0, +)], [vector.expected["sum_of_scores"].double], "sum")
      vector.expect(result.shares, "share")
      let grades = result.grades(
        groupMark: vector.inputs["group_mark"].double, weighting: vector.inputs["pa_weighting"].double,
        penalty: vector.inputs["non_submission_penalty"].double)
      vector.expect(grades.intermediate, "intermediate_grade")
      vector.expect(grades.final, "final_grade")
    },
    "teammates_equal": checkTeammates, "teammates_scale_free": checkTeammates,
    "teammates_one_dissenter": checkTeammates, "teammates_nobody": checkTeammates,
    "teammates_all_zero": checkTeammates, "teammates_self_only": checkTeammates,
    "teammates_two_person": checkTeammates,
    "sparkplus_factors": { vector in
      let factors = try #require(try RatingFactors(ratings: vector.inputs["ratings_row_rater"].matrix))
      vector.expect(factors.relativeRoot, "spa_sqrt")
      vector.expect(factors.relative, "rpf_linear")
      vector.expect(factors.selfToPeer, "sapa_ratio")
      vector.expect(factors.selfToPeer.map { $0.squareRoot() }, "sapa_sqrt")
    },
    "impartial_division_n3": checkThree, "impartial_division_n3_consensual": checkThree,
    "impartial_division_n4": { vector in
      let division = try #require(
        try ImpartialDivision(points: vector.inputs["points_row_rater_excluding_self"].matrix))
      vector.expect(division.shares, "shares")
      let rows = vector.expected["per_residual_claimant_rows"].matrix
      #expect(rows.count == division.byResidualClaimant.count)
      for (row, wanted) in zip(division.byResidualClaimant, rows) { vector.expect(row, wanted, "row") }
    },
    "peerrank_4": { vector in
      let grades = vector.inputs["A"].matrix
      let plain = try PeerRank(grades: grades, alpha: vector.inputs["alpha"].double)
      let general = try PeerRank(
        grades: grades, alpha: vector.expected["generalised_alpha"].double,
        beta: vector.inputs["beta_generalised"].double)
      vector.expect(plain.grades, "peerrank")
      vector.expect(general.grades, "generalised_peerrank")
      vector.expect(PeerRank.meanGrades(grades), "start_mean")
    },
    "rater_severity_two_way": { vector in
      let ratings = vector.inputs["ratings_row_rater"].list.map { $0.list.map(\.number) }
      let fit = try #require(try RaterSeverity(ratings: ratings))
      vector.expect(fit.leniency, "leniency")
      vector.expect(fit.ability, "ability")
      vector.expect(fit.rawMean, "raw_mean_received")
    },
  ])
}

@Test("nobody's report moves the own part of an impartial division")
func impartialDivisionIsImpartial() throws {
  let points: [[Double]] = [[0, 3, 5, 2], [4, 0, 5, 1], [6, 2, 0, 2], [5, 3, 3, 0]]
  let before = try #require(try ImpartialDivision(points: points))
  for rater in 0..<4 {
    var changed = points
    for ratee in 0..<4 where ratee != rater { changed[rater][ratee] *= Double(1 + ratee * ratee) }
    let after = try #require(try ImpartialDivision(points: changed))
    #expect((after.shares[rater] - before.shares[rater]).magnitude < 1e-15)
    #expect((after.shares.reduce(0, +) - 1).magnitude < 1e-15)
  }
  #expect(try ImpartialDivision(points: [[0, 1], [1, 0]]) == nil)
}

@Test("the CATME factor is capped, ignores own ratings and says nothing about the unrated")
func catmeFactor() throws {
  let factors = try RatingFactors.catme(ratings: [[5, 4, nil], [4, 1, nil], [4, 2, nil]])
  // Means received are 4 and 3, their mean 3.5.
  #expect(factors == [1.05, 3 / 3.5, nil])
}
