/// Numbers as reports show them: at most one decimal, a true minus sign, the same on every machine.
enum Figure {
  /// A fraction as per cent, `0.1834` as `18.3%`; what is not a finite number as a dash.
  static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction.isFinite else { return "–" }
    return number(fraction * 100, decimals: decimals) + "%"
  }

  /// A difference of fractions in percentage points, without a sign: `-0.0861` as `8.6`.
  static func points(_ difference: Double) -> String {
    number(difference.magnitude * 100, decimals: 1)
  }

  /// A difference with its sign: `+0.9`, `−1.2`, `0.0`.
  static func signedPoints(_ difference: Double) -> String {
    let text = points(difference)
    if text == "0.0" { return text }
    return (difference < 0 ? "−" : "+") + text
  }

  /// A number with a fixed count of decimals, rounded half away from zero; a dash for what is not finite.
  static func number(_ value: Double, decimals: Int = 1) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero))
    let sign = value < 0 && scaled != 0 ? "−" : ""
    let whole = grouped(scaled / scale)
    guard decimals > 0 else { return sign + whole }
    let rest = String(scaled % scale)
    return sign + whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// At most one decimal, none when it would be zero: `8200`, `38.5`.
  static func plain(_ value: Double) -> String {
    let text = number(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func count(_ value: Int) -> String {
    (value < 0 ? "−" : "") + grouped(Int(value.magnitude))
  }

  /// A coordinate in a drawing: one decimal, a plain minus sign, no grouping.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let scaled = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let magnitude = scaled.magnitude
    let sign = scaled < 0 ? "-" : ""
    return magnitude % 10 == 0 ? "\(sign)\(magnitude / 10)" : "\(sign)\(magnitude / 10).\(magnitude % 10)"
  }

  /// Thousands apart by commas from 10,000 on, in both languages.
  private static func grouped(_ value: Int) -> String {
    let digits = String(value)
    guard digits.count > 4 else { return digits }
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }
}
