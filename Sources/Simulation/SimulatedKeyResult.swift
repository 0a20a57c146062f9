import Glibc
import Statistics

/// One drawn key result before it becomes rows: who did what, what was recorded, what raters said.
struct SimulatedKeyResult {
  struct Task {
    var owner: Int
    /// Named second owner and the owner's declared part.
    var coOwner: (person: Int, ownerPart: Double)?
    var effort: Double
    var hasEffort: Bool
    var isDropped: Bool
    var day: Int
  }

  struct Review {
    var task: Int
    var reviewer: Int
    /// nil where the count is unknown.
    var comments: Int?
    var asksChanges: Bool
    var latency: Int
  }

  let id: String
  let team: Int
  /// Staff numbers, ascending: id order.
  let members: [Int]
  private(set) var work: [Double]
  private(set) var tasks: [Task] = []
  private(set) var reviews: [Review] = []
  private(set) var thanks: [(giver: Int, receiver: Int, day: Int)] = []
  /// Points by rater and ratee; NaN where nothing was given. Empty without ratings.
  private(set) var points: [[Double]] = []
  private(set) var checks: [(left: Int, right: Int, timesMore: Double)] = []
  private(set) var isAuthor: [Bool] = []
  private(set) var credit: [Double] = []
  private(set) var attackers: [Int] = []

  init(_ index: Int, _ plan: SimulationPlan, _ staff: SimulatedStaff) {
    id = padded("kr", index + 1)
    var random = CounterGenerator(seed: plan.seed, stream: stableHash(2, UInt64(index)))
    let make = plan.make
    team = index % staff.teams
    let size = min(
      staff.people.count, make.sizes.lowerBound + random.index(below: make.sizes.upperBound - make.sizes.lowerBound + 1)
    )
    var chosen = Set<Int>()
    while chosen.count < size {
      let isHome = random.uniform() < 0.75
      let home = team * SimulatedStaff.teamSize + random.index(below: SimulatedStaff.teamSize)
      chosen.insert(isHome && home < staff.people.count ? home : random.index(below: staff.people.count))
    }
    members = chosen.sorted()
    let density = make.density * exp(0.35 * random.normal())
    work = members.map { member in
      let isIdle = random.uniform() < make.idle
      let hours = make.hours.draw(&random) * staff.people[member].presence * (isIdle ? 0.08 : 1)
      return hours * staff.people[member].skill
    }
    drawTasks(make, staff, density, &random)
    drawReviews(make, staff, density, &random)
    drawRatings(plan, staff, &random)
    drawCredit(plan, &random)
  }

  private mutating func drawTasks(
    _ make: CompanyMake, _ staff: SimulatedStaff, _ density: Double, _ random: inout CounterGenerator
  ) {
    let visible = work
    for place in members.indices {
      let person = staff.people[members[place]]
      let expected = 15 * density * visible[place] * (1 - person.glue)
      if make.isEffortTrue { work[place] *= person.glue }
      for _ in 0..<random.poisson(expected) {
        let effort = max(0.1, make.effort.draw(&random))
        if make.isEffortTrue { work[place] += effort / (15 * density * make.effort.mean) }
        // Somebody helps and nobody writes it down.
        if random.uniform() < 0.1, members.count > 1 {
          let helper = (place + 1 + random.index(below: members.count - 1)) % members.count
          work[helper] += 0.25 * effort / (15 * density * make.effort.mean)
        }
        guard random.uniform() < make.recorded(person) else { continue }
        var coOwner: (Int, Double)?
        if random.uniform() < 0.1 {
          let other = random.index(below: members.count)
          if other != place { coOwner = (other, 0.6 + 0.3 * random.uniform()) }
        }
        tasks.append(
          Task(
            owner: place, coOwner: coOwner, effort: effort * (make.hasTeamUnits && team % 2 == 1 ? 8 : 1),
            hasEffort: random.uniform() > make.missingEffort, isDropped: random.uniform() < 0.03,
            day: random.index(below: 85)))
      }
    }
  }

  private mutating func drawReviews(
    _ make: CompanyMake, _ staff: SimulatedStaff, _ density: Double, _ random: inout CounterGenerator
  ) {
    guard !tasks.isEmpty, make.hasReviews else { return }
    for place in members.indices {
      let glue = staff.people[members[place]].glue
      for _ in 0..<random.poisson(24 * density * work[place] * glue) {
        let task = random.index(below: tasks.count)
        let comments = random.poisson(4)
        let isKnown = random.uniform() > 0.05
        let asks = random.uniform() < 0.15
        let latency = 300 + Int(20_000 * random.exponential())
        guard tasks[task].owner != place, tasks[task].coOwner?.person != place else { continue }
        reviews.append(
          Review(task: task, reviewer: place, comments: isKnown ? comments : nil, asksChanges: asks, latency: latency))
      }
      for _ in 0..<random.poisson(2 * work[place] * glue) where members.count > 1 {
        let giver = (place + 1 + random.index(below: members.count - 1)) % members.count
        thanks.append((giver, place, random.index(below: 85)))
      }
    }
  }

  private mutating func drawRatings(_ plan: SimulationPlan, _ staff: SimulatedStaff, _ random: inout CounterGenerator) {
    if random.uniform() < plan.peerCoverage {
      let habit = plan.make.rating
      let seen = habit.seen(work, tasks: tasks, &random)
      points = members.indices.map { rater in
        let isSilent = random.uniform() < 0.15
        let scale = 20 * exp(staff.people[members[rater]].leniency)
        var row = members.indices.map { ratee in
          let isMissing = random.uniform() < habit.missing(members.count)
          let noise = habit.noise * random.normal()
          guard !isSilent, !isMissing, ratee != rater, rater < habit.raters else { return Double.nan }
          return max(1, (scale * exp(habit.loading * log(seen[ratee] + 0.03) + noise)).rounded())
        }
        habit.scale.apply(to: &row)
        return row
      }
    }
    if random.uniform() < 0.03 {
      let left = random.index(below: members.count)
      let right = (left + 1 + random.index(below: members.count - 1)) % members.count
      checks.append((left, right, exp(log(work[left] / work[right]) + 0.25 * random.normal())))
    }
  }

  private mutating func drawCredit(_ plan: SimulationPlan, _ random: inout CounterGenerator) {
    let total = work.reduce(0, +)
    var declared = [Double](repeating: 0, count: members.count)
    isAuthor = members.indices.map { place in
      let isNamed = random.uniform() > 0.1
      return place < 2 || isNamed
    }
    for place in members.indices {
      let noise = exp(0.12 * random.normal())
      let isWrong = random.uniform() < plan.prevalence
      let isUp = random.uniform() < 0.6
      let part = random.uniform()
      guard isAuthor[place] else { continue }
      declared[place] = work[place] / total * noise
      if isWrong { declared[place] *= isUp ? 2 + 3 * part : 0.4 * part }
    }
    let sum = max(declared.reduce(0, +), 1e-12)
    credit = declared.map { $0 / sum }
  }

  mutating func markAttackers(_ first: Int, _ second: Int) { attackers = [first, second] }

  mutating func splitTasks(of person: Int) {
    for place in tasks.indices where tasks[place].owner == person {
      tasks[place].effort /= 5
      // Whoever reviewed the whole reviews every piece of it.
      let reviewers = reviews.filter { $0.task == place }
      for _ in 0..<4 {
        reviews += reviewers.map { review in
          var copy = review
          copy.task = tasks.count
          return copy
        }
        tasks.append(tasks[place])
      }
    }
  }

  mutating func inflateTasks(of person: Int) {
    for place in tasks.indices where tasks[place].owner == person { tasks[place].effort *= 2 }
  }

  mutating func approveEverything(by person: Int) {
    for place in tasks.indices where tasks[place].owner != person && tasks[place].coOwner?.person != person {
      reviews.append(Review(task: place, reviewer: person, comments: 0, asksChanges: false, latency: 20))
    }
  }

  mutating func reviewEverything(of author: Int, by person: Int) {
    for place in tasks.indices where tasks[place].owner == author && tasks[place].coOwner?.person != person {
      reviews.append(Review(task: place, reviewer: person, comments: 2, asksChanges: false, latency: 900))
    }
  }

  mutating func distortRatings(by rater: Int, for friend: Int) {
    guard !points.isEmpty else { return }
    for ratee in members.indices where ratee != rater {
      points[rater][ratee] *= ratee == friend ? 4 : 0.25
    }
  }

  mutating func withholdRatings(by rater: Int) {
    guard !points.isEmpty else { return }
    for ratee in members.indices { points[rater][ratee] = .nan }
  }
}
