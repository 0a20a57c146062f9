/// The nearest valid word to one that was mistyped.
public enum Nearest {
  /// The candidate with the smallest edit distance; nil where none is near: more than a third of the letters differ.
  ///
  /// A word that only one candidate begins with is that candidate cut short, however much is missing.
  ///
  /// - Complexity: O(candidates x length^2).
  public static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let found = distance(letters, other)
      guard found <= max(1, max(letters.count, other.count) / 3) else { continue }
      if best.map({ found < $0.distance }) ?? true { best = (candidate, found) }
    }
    if let best { return best.word }
    let begun = candidates.filter { letters.count > 1 && $0.lowercased().unicodeScalars.starts(with: letters) }
    return begun.count == 1 ? begun.first : nil
  }

  /// Damerau's distance with adjacent swaps (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          value = min(value, before[column - 1] + 1)
        }
        current.append(value)
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}
