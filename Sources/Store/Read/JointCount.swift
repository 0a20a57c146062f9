/// Counts pairs of people who did something together, by key result.
///
/// Feed it `goals`, then tasks, then assignees, then call `pairAssignees`, then feed reviews.
struct JointCount {
  /// Key results that count; ids of others lead nowhere.
  var goals = IdentifierTable()
  private var tasks = IdentifierTable()
  private var people = IdentifierTable()
  private var goalOfTask: [Int32] = []
  private var assignees: [Assignee] = []
  /// Where the assignees of each task begin among all, in order of tasks.
  private var starts: [Int] = []
  private var acts: [(goal: Int32, pair: UInt64)] = []

  private struct Assignee {
    var task: Int32
    var person: Int32
    var owns: Bool
  }

  mutating func task(_ id: UnsafeRawBufferPointer?, goal: UnsafeRawBufferPointer?) {
    guard let id = unsafe id, let goal = unsafe goal, let number = unsafe goals.find(goal) else { return }
    let task = unsafe tasks.intern(id)
    if task.isNew { goalOfTask.append(number) }
  }

  mutating func assignee(_ task: UnsafeRawBufferPointer?, person: UnsafeRawBufferPointer?, owns: Bool) {
    guard let task = unsafe task, let person = unsafe person, let number = unsafe tasks.find(task) else { return }
    assignees.append(Assignee(task: number, person: unsafe people.intern(person).number, owns: owns))
  }

  /// Both of two on one task did something together, where one of them owns it.
  mutating func pairAssignees() {
    gatherByTask()
    for task in 0..<tasks.count {
      for left in starts[task]..<starts[task + 1] {
        for right in left + 1..<max(left + 1, starts[task + 1]) where assignees[left].owns || assignees[right].owns {
          add(goalOfTask[task], assignees[left].person, assignees[right].person)
        }
      }
    }
  }

  /// Puts assignees in the order of tasks, one entry a person and task: who owns it if any of their rows says so.
  private mutating func gatherByTask() {
    let byTask = GroupedRows(groups: tasks.count, of: assignees, group: \.task, place: \.self)
    starts = [0]
    starts.reserveCapacity(tasks.count + 1)
    assignees.removeAll(keepingCapacity: true)
    for task in 0..<tasks.count {
      let first = assignees.count
      for one in byTask[task] {
        if let known = assignees[first...].firstIndex(where: { $0.person == one.person }) {
          assignees[known].owns = assignees[known].owns || one.owns
        } else {
          assignees.append(one)
        }
      }
      starts.append(assignees.count)
    }
  }

  mutating func review(_ task: UnsafeRawBufferPointer?, by reviewer: UnsafeRawBufferPointer?) {
    guard let task = unsafe task, let reviewer = unsafe reviewer, let number = unsafe tasks.find(task) else { return }
    let person = unsafe people.intern(reviewer).number
    for place in starts[Int(number)]..<starts[Int(number) + 1]
    where assignees[place].owns && assignees[place].person != person {
      add(goalOfTask[Int(number)], assignees[place].person, person)
    }
  }

  private mutating func add(_ goal: Int32, _ one: Int32, _ other: Int32) {
    acts.append((goal, Self.pair(one, other)))
  }

  /// The pairs with the most acts by key result; of equals those whose ids come first.
  ///
  /// - Complexity: O(a log a) time over the acts of one key result, 8 bytes an act.
  consuming func busiest(_ limit: Int) -> [String: [JointActs.Pair]] {
    let (people, rank) = people.sorted()
    var pairs = GroupedRows(groups: goals.count, of: acts, group: \.goal) { act in
      Self.pair(rank[Int(act.pair >> 32)], rank[Int(act.pair & 0xFFFF_FFFF)])
    }
    acts = []
    pairs.sortEach(jobs: 1, by: <)
    var result: [String: [JointActs.Pair]] = [:]
    for goal in 0..<goals.count where !pairs[goal].isEmpty {
      var counted = Self.counted(pairs[goal])
      counted.sort { ($1.acts, $0.pair) < ($0.acts, $1.pair) }
      result[goals.string(Int32(goal))] = counted.prefix(limit).map { pair, acts in
        JointActs.Pair(
          left: people.string(Int32(pair >> 32)), right: people.string(Int32(truncatingIfNeeded: pair)), acts: acts)
      }
    }
    return result
  }

  private static func pair(_ one: Int32, _ other: Int32) -> UInt64 {
    UInt64(min(one, other)) << 32 | UInt64(max(one, other))
  }

  /// Each value with how often it stands in a sorted slice.
  private static func counted(_ sorted: ArraySlice<UInt64>) -> [(pair: UInt64, acts: Int)] {
    var counted: [(pair: UInt64, acts: Int)] = []
    for value in sorted {
      if counted.last?.pair == value { counted[counted.count - 1].acts += 1 } else { counted.append((value, 1)) }
    }
    return counted
  }
}
