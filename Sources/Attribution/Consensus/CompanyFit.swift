public import Contribution

/// What the consensus knows about the company as a whole: how people rate, how work leaves traces, how much people differ.
///
/// Learned by `ConsensusSample.fit()`; `CompanyFit.policy` where nothing can be learned. Logarithms are natural.
/// Source: models.md, section 6; docs/science.md.
public struct CompanyFit: Sendable, Equatable {
  /// Worth of one unit of each channel in units of authored work.
  public var rates: ExchangeRates
  /// Standard error of ln rate per channel, in channel order; 0 where the rate is policy.
  public var rateError: [Double]
  /// ln of what a job family records for one unit of contribution, by family index; mean 0.
  public var recordingBias: [Double]
  /// Standard error of `recordingBias`, by family index.
  public var recordingBiasError: [Double]
  /// What peers' log ratings move when log contribution moves by 1: below 1 because people rate closer together than they work.
  public var loading: Double
  /// Variance of log contribution within a key result.
  public var contributionVariance: Double
  /// Variance of the log factor between contribution and what was recorded of it, beyond counting noise.
  public var recordingVariance: Double
  /// How much noisier recorded work is than a Poisson number of acts of its size: > 0, 1 is Poisson.
  public var dispersion: Double
  /// Variance of one rater's log rating around the two-way fit.
  public var raterVariance: Double
  /// Squared coefficient of variation of the stated effort of one task around its person's usual.
  public var effortVariance = 0.5
  /// Variance of people's usual ln effort of a task within a key result.
  public var effortSpread = 0.1
  /// How finely raters write down what they think.
  public var ratingScale = RatingScale.free
  /// The most points that can be given, where many ratings are cut off at it; nil where none are.
  public var ratingCeiling: Double?
  /// Key results with peer ratings behind the fit.
  public var ratedKeyResults: Int
  /// People with peer ratings behind the fit, counted per key result.
  public var ratedPeople: Int
  /// Spot checks between people with records behind the rates and the bias.
  public var spotChecks = 0
  /// Whether ratings that contradict the others, or the records, count for less.
  public var weighsRatings = true
  /// Whether stated efforts are held against the number of tasks.
  public var checksEfforts = true

  public init(
    rates: ExchangeRates, rateError: [Double], recordingBias: [Double], recordingBiasError: [Double], loading: Double,
    contributionVariance: Double, recordingVariance: Double, dispersion: Double, raterVariance: Double,
    ratedKeyResults: Int, ratedPeople: Int
  ) {
    self.rates = rates
    self.rateError = rateError
    self.recordingBias = recordingBias
    self.recordingBiasError = recordingBiasError
    self.loading = loading
    self.contributionVariance = contributionVariance
    self.recordingVariance = recordingVariance
    self.dispersion = dispersion
    self.raterVariance = raterVariance
    self.ratedKeyResults = ratedKeyResults
    self.ratedPeople = ratedPeople
  }

  /// Whether peers' ratings stand behind the numbers; else reports say "not calibrated by people".
  public var isCalibratedByPeople: Bool { ratedKeyResults > 0 }

  /// Values for a company of which nothing is known: policy rates, no bias.
  public static let policy = policy(rates: .policy)

  /// `policy` at a company's own table of rates.
  public static func policy(rates: ExchangeRates) -> CompanyFit {
    CompanyFit(
      rates: rates, rateError: Array(repeating: 0, count: Channel.count), recordingBias: [],
      recordingBiasError: [], loading: 0.6, contributionVariance: 0.6, recordingVariance: 0.25, dispersion: 0.7,
      raterVariance: 0.1, ratedKeyResults: 0, ratedPeople: 0)
  }

  var ratingForm: RatingForm { RatingForm(scale: ratingScale, ceiling: ratingCeiling) }

  var effortCheck: EffortCheck { EffortCheck(withinVariance: effortVariance, betweenVariance: effortSpread) }

  /// Recording bias of a family; 0 for an unknown one.
  func bias(of family: Int16) -> Double {
    let index = Int(family)
    return recordingBias.indices.contains(index) ? recordingBias[index] : 0
  }
}
