/// Finds the known name that a mistyped one probably meant.
enum Similarity {
  /// The nearest candidate by edits of one letter, if it is near enough to be suggested; ties go to the first.
  ///
  /// - Complexity: O(n m) per candidate.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let typed = Array(normalised(name).unicodeScalars)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = edits(typed, Array(normalised(candidate).unicodeScalars))
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, min(typed.count, best.candidate.count) / 3) else { return nil }
    return best.candidate
  }

  private static func normalised(_ name: String) -> String {
    String(name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
  }

  /// Levenshtein distance. Source: Levenshtein 1966; two rows as in Wagner, Fischer 1974.
  private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (character == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
