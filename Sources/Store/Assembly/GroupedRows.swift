internal import Dispatch

/// Rows of a table side by side by the group that they belong to, so that a group is read in one sweep of memory.
///
/// - Complexity: O(rows + groups) to build; sorting costs O(r log r) a group of r rows.
struct GroupedRows<Row: Sendable>: Sendable {
  fileprivate let starts: [Int32]
  private(set) var rows: [Row]

  /// - Parameters:
  ///   - group: group of a row; negative rows belong to none and are dropped.
  ///   - place: how a row is kept.
  init<Source>(groups: Int, of source: [Source], group: (Source) -> Int32, place: (Source) -> Row) {
    var starts = [Int32](repeating: 0, count: groups + 1)
    for row in source {
      let key = group(row)
      if key >= 0 { starts[Int(key) + 1] += 1 }
    }
    for key in 0..<groups { starts[key + 1] += starts[key] }
    var next = starts
    let count = Int(starts[groups])
    rows = unsafe [Row](unsafeUninitializedCapacity: count) { buffer, initialized in
      for row in source {
        let key = group(row)
        guard key >= 0 else { continue }
        // Every place is written once: `next` runs through each group's range.
        unsafe buffer.baseAddress?.advanced(by: Int(next[Int(key)])).initialize(to: place(row))
        next[Int(key)] += 1
      }
      initialized = count
    }
    self.starts = starts
  }

  /// The same groups with a part of each row.
  init<Source>(_ other: GroupedRows<Source>, _ part: (Source) -> Row) {
    starts = other.starts
    rows = other.rows.map(part)
  }

  var groups: Int { starts.count - 1 }

  subscript(group: Int) -> ArraySlice<Row> { rows[Int(starts[group])..<Int(starts[group + 1])] }

  func start(_ group: Int) -> Int { Int(starts[group]) }

  /// Sorts the rows of every group, several groups at a time. The order must be total up to rows that are interchangeable.
  mutating func sortEach(jobs: Int, by precedes: @Sendable (Row, Row) -> Bool) {
    let starts = self.starts
    let groups = self.groups
    let blocks = min(groups, jobs > 1 ? 64 : 1)
    guard blocks > 0 else { return }
    unsafe rows.withUnsafeMutableBufferPointer { buffer in
      // Each block sorts ranges that no other block touches.
      nonisolated(unsafe) let shared = unsafe buffer
      DispatchQueue.concurrentPerform(iterations: blocks) { block in
        for group in groups * block / blocks..<groups * (block + 1) / blocks {
          let range = Int(starts[group])..<Int(starts[group + 1])
          guard range.count > 1 else { continue }
          var slice = unsafe UnsafeMutableBufferPointer(rebasing: shared[range])
          unsafe slice.sort(by: precedes)
        }
      }
    }
  }
}
