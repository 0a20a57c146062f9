/// A running sum that carries its own rounding error (Neumaier 1974, improved Kahan-Babuska summation).
///
/// The error of `value` is about one ulp of the sum plus n ulp^2 of the sum of magnitudes, in place of n ulp.
/// The result still depends on the order of the terms in the last digit: sum in key order, or use `ExactSum`.
/// Not meant for infinities: once a term is not finite, `value` is NaN or infinite.
public struct CompensatedSum: Sendable {
  private var total = 0.0
  private var compensation = 0.0

  public init() {}

  /// Adds one term.
  /// - Complexity: O(1), four additions.
  public mutating func add(_ term: Double) {
    let next = total + term
    compensation += total.magnitude >= term.magnitude ? (total - next) + term : (term - next) + total
    total = next
  }

  /// The sum of all terms so far; 0 for none.
  public var value: Double { total + compensation }
}

/// The compensated sum of the values in their order; 0 for none.
/// - Complexity: O(n).
public func compensatedSum(_ values: some Sequence<Double>) -> Double {
  var sum = CompensatedSum()
  for value in values { sum.add(value) }
  return sum.value
}
