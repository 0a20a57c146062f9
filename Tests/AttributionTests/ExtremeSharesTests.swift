import Statistics
import Testing

@testable import Attribution

@Test(
  "the extreme shares are those of the sorted draws, whichever column they stand in", arguments: 0..<60 as Range<UInt64>
)
func extremeShares(_ seed: UInt64) {
  var generator = CounterGenerator(seed: seed, stream: 2)
  let count = seed % 2 == 0 ? 256 : 512
  let rank = Int((0.05 * Double(count)).rounded(.up))
  var values = (0..<count).map { _ in Float(generator.uniform()) }
  // All the smallest in one column, all the largest in another; and many ties.
  if seed % 3 == 1 {
    for row in 0..<count / 16 { (values[row * 16 + 5], values[row * 16 + 9]) = (-Float(row), 2 + Float(row)) }
  }
  if seed % 3 == 2 { values = values.map { ($0 * 4).rounded() } }
  let vectors = stride(from: 0, to: count, by: 16).map { SIMD16<Float>(values[$0..<$0 + 16]) }
  var extremes = ExtremeShares(rank: rank)
  extremes.add([SIMD16<Float>](repeating: SIMD16(repeating: -9), count: 16), from: 0)
  extremes.removeAll()
  for start in stride(from: 0, to: vectors.count, by: ExtremeShares.rows) { extremes.add(vectors, from: start) }
  let sorted = values.sorted()
  #expect(extremes.low == sorted[rank - 1])
  #expect(extremes.high == sorted[count - rank])
}

@Test("ranks of people and tasks are those of the general graph", arguments: 0..<12 as Range<UInt64>)
func collaborationRank(_ seed: UInt64) throws {
  var generator = CounterGenerator(seed: seed, stream: 3)
  let people = 2 + generator.index(below: 12)
  let tasks = 1 + generator.index(below: 30)
  var rank = CollaborationRank(people: people)
  var edges: [(from: Int, to: Int, weight: Double)] = []
  var seeds = [Double](repeating: 0, count: people)
  for task in 0..<tasks {
    let effort = 0.1 + 5 * generator.uniform()
    rank.addTask(effort: effort)
    seeds.append(effort)
    for _ in 0...generator.index(below: 4) {
      let (person, weight) = (generator.index(below: people), effort * generator.uniform())
      rank.join(Int32(person), weight)
      edges += [(people + task, person, weight), (person, people + task, weight)]
    }
  }
  let general = try PageRank(WeightedGraph(nodes: people + tasks, edges: edges), teleport: seeds).ranks[0..<people]
  let special = try rank.ranks(damping: 0.85, tolerance: 1e-13)
  let totals = (compensatedSum(general), compensatedSum(special))
  for (left, right) in zip(general, special) { #expect(abs(left / totals.0 - right / totals.1) < 1e-11) }
}
