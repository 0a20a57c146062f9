import Attribution
import Contribution
import Glibc
import Statistics
import Testing

@Test("the model equals subset enumeration of the default task game", arguments: 0..<200 as Range<UInt64>)
func shapleyModelIsExact(seed: UInt64) throws {
  let draft = RecordDraft.random(seed)
  let people = draft.people.count
  let kappa = 0.5
  var total = [Double](repeating: 0, count: people)
  for task in draft.tasks where task.outcome.counts {
    let authors = task.assignees.filter { $0.role.dividesEffort }
    guard !authors.isEmpty else { continue }
    let declared = authors.reduce(0.0) { $0 + ($1.share ?? 0) }
    let silent = authors.count { $0.share == nil }
    let rest = silent > 0 ? max(0, 1 - declared) / Double(silent) : 0
    let sum = declared + rest * Double(silent)
    var part = [Double](repeating: 0, count: people)
    for author in authors { part[author.person] = sum > 0 ? (author.share ?? rest) / sum : 1 / Double(authors.count) }
    var miss = [Double](repeating: 1, count: people)
    for review in task.reviews where !authors.contains(where: { $0.person == review.person }) {
      let depth = Double(review.comments) + (review.changes > 0 ? 2 : 0) + (review.unknown > 0 ? 2 : 0)
      miss[review.person] = exp(-depth / 4)
    }
    func worth(_ mask: UInt64) -> Double {
      var effort = 0.0
      var unseen = 1.0
      for person in 0..<people where mask >> UInt64(person) & 1 == 1 {
        effort += part[person]
        unseen *= miss[person]
      }
      return effort * (1 - kappa * unseen)
    }
    let whole = worth((1 << UInt64(people)) - 1)
    let values = try CoalitionGame(players: people, worth: worth).shapley()
    for person in 0..<people { total[person] += task.effort * values[person] / whole }
  }
  // Enumeration leaves null players a rounding error of either sign.
  let estimate = try ShapleyModel(kappa: kappa).estimate(draft.records)
  guard let wanted = Composition.closed(total.map { max(0, $0) }) else {
    #expect(estimate.diagnostics.contains(.noEvidence))
    return
  }
  for (value, reference) in zip(estimate.shares, wanted) { #expect((value - reference).magnitude < 1e-12) }
}

@Test("pieces sum to shares and many supporters stay exact", arguments: [1, 2, 5, 16, 40])
func manySupporters(count: Int) throws {
  var task = RecordDraft.Task(effort: 3, assignees: [(0, .owner, nil)])
  for person in 1...count { task.reviews.append((person, Int32(person % 7 + 1), 0, 0)) }
  let draft = RecordDraft(
    people: Array(0...count), credit: [Double](repeating: 1, count: count + 1), tasks: [task])
  let estimate = try ShapleyModel().estimate(draft.records)
  // The author alone is worth (1 - kappa) / Z and never less than half of the task.
  #expect(estimate.shares[0] >= 0.5)
  #expect((compensatedSum(estimate.shares) - 1).magnitude < 1e-13)
  #expect((compensatedSum(estimate.pieces.amount) - 1).magnitude < 1e-13)
}
