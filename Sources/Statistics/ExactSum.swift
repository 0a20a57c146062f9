import Glibc

/// A sum of doubles without any rounding until it is read, so that parts merge in any order to the same bits.
///
/// Every finite double is an integer multiple of 2^-1074; the accumulator holds that integer in 32-bit digits with
/// room for carries (Kulisch 1971, "long accumulator"). Use it for company-wide reductions that threads or machines
/// combine; `CompensatedSum` is cheaper inside one key result.
/// NaN and infinities are counted apart and make `value` NaN.
public struct ExactSum: Sendable {
  /// Digits of 32 bits, least significant first, each an Int64 so that carries can wait.
  private var digits = [Int64](repeating: 0, count: 70)
  private var pendingAdditions = 0
  private var notFinite = 0

  public init() {}

  /// Adds one term exactly.
  /// - Complexity: O(1), at most three digits are touched; every 2^29 additions carries are resolved.
  public mutating func add(_ term: Double) {
    guard term.isFinite else {
      notFinite += 1
      return
    }
    if term == 0 { return }
    let bits = term.significandBitPattern
    // A normal number has the hidden bit; a subnormal shares the exponent of the smallest normal.
    let biased = term.exponentBitPattern
    let mantissa = biased == 0 ? bits : bits | (1 << 52)
    let shift = biased == 0 ? 0 : Int(biased) - 1
    let digit = shift / 32
    let low = UInt64(truncatingIfNeeded: mantissa << UInt64(shift % 32))
    let high = shift % 32 == 0 ? 0 : mantissa >> UInt64(64 - shift % 32)
    let sign: Int64 = term.sign == .minus ? -1 : 1
    digits[digit] += sign * Int64(low & 0xFFFF_FFFF)
    digits[digit + 1] += sign * Int64(low >> 32)
    digits[digit + 2] += sign * Int64(high)
    pendingAdditions += 1
    if pendingAdditions == 1 << 29 { carry() }
  }

  /// Adds everything another accumulator holds; exact, so the order of merges does not matter.
  public mutating func merge(_ other: ExactSum) {
    var other = other
    other.carry()
    carry()
    for index in digits.indices { digits[index] += other.digits[index] }
    notFinite += other.notFinite
    carry()
  }

  /// The sum rounded once, to nearest even; 0 for none; NaN when a term was not finite.
  public var value: Double {
    if notFinite > 0 { return .nan }
    var exact = self
    exact.carry()
    // After `carry` all digits but the last lie in 0 ..< 2^32, so the sign is that of the last.
    let negative = (exact.digits.last ?? 0) < 0
    if negative {
      for index in exact.digits.indices { exact.digits[index] = -exact.digits[index] }
      exact.carry()
    }
    guard let top = exact.digits.lastIndex(where: { $0 != 0 }) else { return 0 }
    func digit(_ index: Int) -> UInt64 { index >= 0 ? UInt64(exact.digits[index]) : 0 }
    // 64 leading bits and a sticky bit for the rest: enough for one correct rounding to 53 bits.
    let leading = digit(top).leadingZeroBitCount - 32
    var window = (digit(top) << 32 | digit(top - 1)) << UInt64(leading)
    if leading > 0 { window |= digit(top - 2) >> UInt64(32 - leading) }
    let dropped = leading > 0 ? digit(top - 2) & ((1 << UInt64(32 - leading)) - 1) : digit(top - 2)
    let sticky = dropped != 0 || (0..<max(top - 2, 0)).contains { exact.digits[$0] != 0 }
    if sticky { window |= 1 }
    let magnitude = scalbn(Double(window), Int32(32 * (top - 1) - leading - 1074))
    return negative ? -magnitude : magnitude
  }

  private mutating func carry() {
    for index in 0..<digits.count - 1 {
      let carry = digits[index] >> 32
      digits[index] &= 0xFFFF_FFFF
      digits[index + 1] += carry
    }
    pendingAdditions = 0
  }
}
