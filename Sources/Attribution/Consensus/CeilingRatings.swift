import Glibc
import Statistics

/// Ratings at the ceiling of the scale: "this much or more", read as the mean of what they may have been.
///
/// With mu what leniency and contribution expect and s the spread of one rating, a rating known only to lie above c has mean
/// mu + s h(a), h = density / tail at a = (c - mu)/s (Tobin 1958), by expectation maximisation. It is worth h (h - a) of a rating that
/// is known. mu leans to the rater's usual where few rated somebody: the prior variance of contribution in log ratings is `spread`.
struct CeilingRatings {
  /// Which ratings are at the ceiling; empty where none is.
  private(set) var isAtCeiling: [Bool]
  /// Variance of contribution in log ratings that the reading assumes.
  static let spread = 1.0 / 3
  /// Variance of one rating before it is known.
  static let usualScale = 0.15

  var isEmpty: Bool { isAtCeiling.isEmpty }

  /// - Parameter flags: one a rating.
  init(_ flags: [Bool]) { isAtCeiling = flags.contains(true) ? flags : [] }

  /// One rating as it is read.
  struct Reading {
    var value: Double
    /// What it is worth against a known rating, (0, 1].
    var information: Double
    /// Its own variance around the value.
    var variance: Double
  }

  /// - Parameters:
  ///   - stated: the log of the ceiling, as the rater stated it.
  ///   - expected: leniency plus contribution.
  ///   - scale: variance of one rating.
  static func read(stated: Double, expected: Double, scale: Double) -> Reading {
    let deviation = scale.squareRoot()
    let a = max(-8, min(8, (stated - expected) / deviation))
    let hazard = 0.3989422804014327 * exp(-0.5 * a * a) / max(normalCumulative(-a), 1e-16)
    return Reading(
      value: expected + deviation * hazard, information: max(0.02, min(1, hazard * (hazard - a))),
      variance: scale * max(0, 1 + a * hazard - hazard * hazard))
  }
}
