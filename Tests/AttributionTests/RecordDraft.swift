import Attribution
import Contribution
import Glibc
import Statistics

/// A key result in a form that is easy to change: people by identity, tasks as lists. `records` puts it into columns.
struct RecordDraft {
  struct Task {
    var effort: Double
    var outcome: TaskOutcome = .delivered
    var assignees: [(person: Int, role: AssigneeRole, share: Double?)] = []
    var reviews: [(person: Int, comments: Int32, unknown: Int32, changes: Int32)] = []
  }

  /// Identity of each person; also the company-wide number.
  var people: [Int]
  var credit: [Double]
  var tasks: [Task] = []
  var acts: [(channel: Channel, person: Int, amount: Double)] = []
  var ratings: [(rater: Int, ratee: Int, points: Double)] = []
  var actUnit = 2.0

  /// A random key result with 2 ... 8 people, everything in it, and a full table of ratings.
  static func random(_ seed: UInt64, people fixed: Int? = nil) -> RecordDraft {
    var generator = CounterGenerator(seed: seed, stream: stableHash("draft"))
    let count = fixed ?? 2 + generator.index(below: 7)
    var draft = RecordDraft(people: Array(0..<count), credit: (0..<count).map { _ in generator.uniform() })
    let strengths = (0..<count).map { _ in generator.exponential() + 0.05 }
    for _ in 0..<1 + generator.index(below: 12) {
      var task = Task(effort: 0.5 + 5 * generator.uniform())
      task.outcome = [.delivered, .delivered, .learned, .open, .dropped][generator.index(below: 5)]
      var order = Array(0..<count)
      generator.shuffle(&order)
      let authors = min(count, 1 + generator.index(below: 3))
      let roles: [AssigneeRole] = [.owner, .coOwner, .helper, .handler]
      for (position, person) in order.prefix(authors).enumerated() {
        let share = generator.index(below: 3) == 0 ? generator.uniform() : nil
        task.assignees.append((person, position == 0 ? .owner : roles[generator.index(below: 4)], share))
      }
      for person in order.prefix(authors + generator.index(below: 3)).suffix(3) {
        task.reviews.append(
          (person, Int32(generator.index(below: 6)), Int32(generator.index(below: 2)), Int32(generator.index(below: 2)))
        )
      }
      draft.tasks.append(task)
    }
    for channel in [Channel.unblocking, .goalAuthoring, .checkIn, .learning, .thanks] {
      for person in 0..<count where generator.index(below: 4) == 0 {
        draft.acts.append((channel, person, 1 + Double(generator.index(below: 3))))
      }
    }
    for rater in 0..<count {
      let leniency = generator.normal()
      for ratee in 0..<count where ratee != rater {
        draft.ratings.append((rater, ratee, strengths[ratee] * exp2(leniency + 0.3 * generator.normal())))
      }
    }
    return draft
  }

  /// The same key result with identities renamed.
  func renamed(_ name: (Int) -> Int) -> RecordDraft {
    var draft = self
    draft.people = people.map(name)
    for index in tasks.indices {
      draft.tasks[index].assignees = tasks[index].assignees.map { (name($0.person), $0.role, $0.share) }
      draft.tasks[index].reviews = tasks[index].reviews.map { (name($0.person), $0.comments, $0.unknown, $0.changes) }
    }
    draft.acts = acts.map { ($0.channel, name($0.person), $0.amount) }
    draft.ratings = ratings.map { (name($0.rater), name($0.ratee), $0.points) }
    return draft
  }

  /// People in ascending order of identity: the order of shares.
  var order: [Int] { people.sorted() }

  var records: KeyResultRecords {
    let order = order
    func local(_ person: Int) -> Int32 { Int32(order.firstIndex(of: person) ?? -1) }
    let total = credit.reduce(0, +)
    let held = order.map { person in
      people.firstIndex(of: person).map { total > 0 ? credit[$0] / total : 0 } ?? 0
    }
    var records = KeyResultRecords(
      keyResultID: "kr", people: .init(number: order.map { Int32($0) }, credit: held), actUnit: actUnit)
    for (index, task) in tasks.enumerated() {
      records.tasks.effort.append(task.effort)
      records.tasks.isImputed.append(false)
      records.tasks.outcome.append(task.outcome)
      records.tasks.completedAt.append(.min)
      records.tasks.source.append(Int32(index))
      for assignee in task.assignees.sorted(by: { local($0.person) < local($1.person) }) {
        records.assignments.task.append(Int32(index))
        records.assignments.person.append(local(assignee.person))
        records.assignments.role.append(assignee.role)
        records.assignments.effortShare.append(assignee.share ?? KeyResultRecords.Assignments.missing)
      }
      for review in task.reviews.sorted(by: { local($0.person) < local($1.person) }) {
        records.reviews.task.append(Int32(index))
        records.reviews.person.append(local(review.person))
        records.reviews.comments.append(review.comments)
        records.reviews.unknownDepths.append(review.unknown)
        records.reviews.changeRequests.append(review.changes)
        records.reviews.approvals.append(0)
        records.reviews.latency.append(-1)
        records.reviews.source.append(Int32(records.reviews.source.count))
      }
    }
    let sortedActs = acts.sorted { ($0.channel.index, local($0.person)) < ($1.channel.index, local($1.person)) }
    for act in sortedActs {
      records.acts.channel.append(act.channel)
      records.acts.person.append(local(act.person))
      records.acts.amount.append(act.amount)
      records.acts.table.append(.feedback)
      records.acts.source.append(Int32(records.acts.source.count))
    }
    for rating in ratings.sorted(by: { ($0.rater, $0.ratee) < ($1.rater, $1.ratee) }) {
      records.ratings.rater.append(Int32(rating.rater))
      records.ratings.ratee.append(local(rating.ratee))
      records.ratings.points.append(rating.points)
    }
    return records
  }
}
