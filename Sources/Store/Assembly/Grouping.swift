/// Rows of a table by the group that they belong to, as one block (compressed sparse rows): rows keep their order.
///
/// - Complexity: O(rows + groups) time, 4 bytes a row.
struct Grouping: Sendable {
  private let starts: [Int32]
  private let rows: [Int32]

  /// - Parameter group: group of each row; negative rows belong to none.
  init(groups: Int, rows count: Int, group: (Int) -> Int32) {
    var starts = [Int32](repeating: 0, count: groups + 1)
    for row in 0..<count {
      let key = group(row)
      if key >= 0 { starts[Int(key) + 1] += 1 }
    }
    for key in 0..<groups { starts[key + 1] += starts[key] }
    var next = starts
    var rows = [Int32](repeating: 0, count: Int(starts[groups]))
    for row in 0..<count {
      let key = group(row)
      guard key >= 0 else { continue }
      rows[Int(next[Int(key)])] = Int32(row)
      next[Int(key)] += 1
    }
    self.starts = starts
    self.rows = rows
  }

  subscript(group: Int) -> ArraySlice<Int32> { rows[Int(starts[group])..<Int(starts[group + 1])] }
}
