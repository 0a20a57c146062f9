import Glibc

/// What part of a task's effort a review of a given depth is worth: 1 - exp(-depth / tau).
///
/// depth = comments + 2 where changes were requested, + 2 where the number of comments is unknown; each counted once for all
/// acts of one reviewer on one task, so a review sent in pieces earns what it earns in one. An approval without a word has
/// depth 0 and is worth nothing; so is one of unknown depth that came within `instant` of the request.
/// Source: models.md, section 1.
struct ReviewDepth: Sendable {
  /// Comments that are worth 1 - 1/e of the task's effort.
  let tau: Double
  /// Seconds from request to verdict below which nothing can have been read.
  let instant: Int32
  private let table: [Double]

  /// - Throws: code `invalidParameter` unless tau is finite and > 0.
  init(tau: Double, instant: Int32) throws(AttributionError) {
    guard tau > 0, tau.isFinite else { throw AttributionError(.invalidParameter, "tau") }
    self.tau = tau
    self.instant = instant
    // Depths are small whole numbers; a table spares an exponential for almost every review.
    table = (0..<64).map { -expm1(-Double($0) / tau) }
  }

  /// The part of the task's effort, in [0, 1).
  func value(comments: Int32, unknown: Int32, changeRequests: Int32, latency: Int32) -> Double {
    var depth = Int(comments) + (changeRequests > 0 ? 2 : 0)
    let isInstant = latency >= 0 && latency < instant && changeRequests == 0
    if unknown > 0 && !isInstant { depth += 2 }
    return depth < table.count ? table[depth] : -expm1(-Double(depth) / tau)
  }
}
