/// The values of one rank from below and from above among many, by sorting columns of sixteen side by side.
///
/// A network of comparisons (Batcher 1968) does not depend on the values, so nothing is guessed wrong by the processor.
struct ExtremeShares {
  /// Vectors taken in at once.
  static let rows = 16

  /// The `rank` smallest values so far, ascending.
  private var smallest: [Float]
  /// The `rank` largest values so far, descending, negated.
  private var largest: [Float]

  init(rank: Int) {
    smallest = Array(repeating: .infinity, count: rank)
    largest = smallest
  }

  /// The value that `rank` values reach from below.
  var low: Float { smallest[smallest.count - 1] }
  /// The value that `rank` values reach from above.
  var high: Float { -largest[largest.count - 1] }

  /// Forgets all values.
  mutating func removeAll() {
    for place in smallest.indices {
      smallest[place] = .infinity
      largest[place] = .infinity
    }
  }

  /// Takes in `rows` vectors.
  mutating func add(_ values: [ShareDraws.Lanes], from start: Int) {
    var rows = [16 of ShareDraws.Lanes](repeating: ShareDraws.Lanes())
    for row in 0..<Self.rows { rows[row] = values[start + row] }
    for (upper, lower) in Self.network {
      let (a, b) = (rows[upper], rows[lower])
      let isOrdered = a .< b
      rows[upper] = b.replacing(with: a, where: isOrdered)
      rows[lower] = a.replacing(with: b, where: isOrdered)
    }
    // Rows ascend: behind the first of which nothing belongs to a list, nothing does.
    var row = 0
    while row < Self.rows, Self.take(rows[row], &smallest) { row += 1 }
    row = Self.rows - 1
    while row >= 0, Self.take(-rows[row], &largest) { row -= 1 }
  }

  /// Takes what belongs there of one row into a list of the smallest; false where that is nothing.
  private static func take(_ row: ShareDraws.Lanes, _ list: inout [Float]) -> Bool {
    let last = list.count - 1
    // Through the buffer: the list is walked for every value that belongs there.
    return unsafe list.withUnsafeMutableBufferPointer { list in
      guard any(row .< ShareDraws.Lanes(repeating: unsafe list[last])) else { return false }
      for lane in 0..<ShareDraws.Lanes.scalarCount {
        let value = row[lane]
        guard unsafe value < list[last] else { continue }
        var place = last
        while place > 0, unsafe list[place - 1] > value {
          unsafe list[place] = list[place - 1]
          place -= 1
        }
        unsafe list[place] = value
      }
      return true
    }
  }

  /// Comparisons that sort the rows: odd-even merge sort.
  private static let network: [(upper: Int, lower: Int)] = {
    var pairs: [(Int, Int)] = []
    for merged in [1, 2, 4, 8] {
      var gap = merged
      while gap >= 1 {
        for start in stride(from: gap % merged, to: rows - gap, by: 2 * gap) {
          for row in start..<min(start + gap, rows - gap) where row / (2 * merged) == (row + gap) / (2 * merged) {
            pairs.append((row, row + gap))
          }
        }
        gap /= 2
      }
    }
    return pairs
  }()
}
