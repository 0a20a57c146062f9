/// The sum of values in fixed blocks of 4096, folded in index order: the same bits for any number of threads.
///
/// Each block is summed with compensation and blocks may be summed anywhere; only the fold is ordered.
/// - Complexity: O(n).
public func blockSum(_ values: [Double]) -> Double {
  var fold = CompensatedSum()
  var start = 0
  while start < values.count {
    let end = min(start + blockSumWidth, values.count)
    fold.add(compensatedSum(values[start..<end]))
    start = end
  }
  return fold.value
}

/// Values in one block of `blockSum`; part of the result's definition, so it never changes with the machine.
public let blockSumWidth = 4096
