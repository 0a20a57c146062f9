import Attribution
import GoldenFiles
import Testing

private func checkByline(_ vector: GoldenVector) throws {
  let authors = try #require(vector.inputs["n"].integer)
  // Tolerance 0 in the file: each share is the double nearest to the fraction.
  for scheme in BylineScheme.allCases {
    #expect(scheme.shares(authors: authors) == vector.expected[scheme.rawValue].numbers, "\(vector.name) \(scheme)")
  }
  #expect(vector.expected.keys == BylineScheme.allCases.map(\.rawValue).sorted())
}

private func checkGroups(_ vector: GoldenVector) throws {
  let credit = try BylineScheme.aIndex(groupSizes: vector.inputs["group_sizes_best_first"].integers)
  vector.expect(credit, "credit_per_member_exact")
  vector.expect(credit, "credit_per_member")
}

@Test("every vector of byline and collective credit is reproduced")
func scientificGolden() throws {
  try GoldenFile("scientific_credit.json").check([
    "byline_credit_n1": checkByline, "byline_credit_n2": checkByline, "byline_credit_n3": checkByline,
    "byline_credit_n4": checkByline, "byline_credit_n5": checkByline,
    "a_index_groups_1_2": checkGroups, "a_index_groups_2_1": checkGroups, "a_index_groups_1_3_1": checkGroups,
    "collective_credit_two_authors": { vector in
      let shares = try #require(
        try CollectiveCredit.shares(
          allocation: vector.inputs["A_author_by_cocited_paper"].matrix,
          strength: vector.inputs["cocitation_strength"].numbers))
      vector.expect(shares, "credit_exact")
      vector.expect(shares, "credit")
    },
    "coscore_two_authors": { vector in
      let score = try CoScore(
        people: 2, worths: vector.inputs["worth"].numbers, authors: vector.inputs["papers"].list.map(\.integers))
      vector.expect(score.scores, "coscore")
    },
    "credit_roles_weighted": { vector in
      let roles = vector.inputs["role_weights"].keys
      let shares = try #require(
        try RoleCredit.shares(
          weights: roles.map { vector.inputs["role_weights"][$0].double },
          degrees: roles.map { vector.inputs["degree"][$0].numbers }))
      vector.expect(shares, "share")
    },
  ])
}

@Test(
  "byline shares sum to 1 and never rise with rank, for short and long lists", arguments: [1, 2, 7, 36, 37, 60, 400])
func bylineShares(authors: Int) {
  for scheme in BylineScheme.allCases {
    let shares = scheme.shares(authors: authors)
    // n additions of rounded shares.
    #expect((shares.reduce(0, +) - 1).magnitude < 1e-13, "\(scheme)")
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 }, "\(scheme)")
  }
}
