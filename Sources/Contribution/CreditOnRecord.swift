/// The credit that is on record for one key result, before anything is estimated.
public enum CreditOnRecord {
  /// Shares of the authors from what they declared.
  ///
  /// Declared shares are divided by their sum. Where nobody declared, or the declared sum is 0, authors share equally. Authors
  /// without a declaration beside authors with one hold what the declared ones leave of 1, equally, and never less than 0.
  ///
  /// - Parameter declared: one entry an author: a finite value >= 0, or nil where nothing is declared.
  /// - Returns: one share an author, sum 1; empty for no author.
  /// - Complexity: O(n).
  public static func shares(declared: [Double?]) -> [Double] {
    let n = declared.count
    guard n > 0 else { return [] }
    let sum = declared.reduce(0) { $0 + ($1 ?? 0) }
    guard sum > 0 else { return Array(repeating: 1 / Double(n), count: n) }
    let silent = declared.count { $0 == nil }
    let rest = silent == 0 ? 0 : max(0, 1 - sum) / Double(silent)
    let total = sum + rest * Double(silent)
    return declared.map { ($0 ?? rest) / total }
  }
}
