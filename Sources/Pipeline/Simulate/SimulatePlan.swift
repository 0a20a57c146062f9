internal import Simulation

/// What `fairshare simulate` draws: sizes, seeds, how often credit is wrong, and who attacks.
struct SimulatePlan: Sendable {
  /// Employees of a drawn company; it has 3 key results for every 5 of them.
  var people = 300
  /// Companies of each kind, with seeds 1 to this.
  var seeds = 1
  /// Parts of the authors whose credit is planted wrong, one company each.
  var prevalences = [0.02, 0.05, 0.1, 0.2]
  /// Attacks, one company each, beside the same company without.
  var attacks = Attack.allCases
  /// Whether the company is also scored without each of the things that the consensus lives on.
  var ablates = false
  /// Part of the key results with peer ratings.
  var peerCoverage = 0.7
  /// How work, records and ratings come about.
  var make = CompanyMake.standard
  /// Folder of contract CSV files on whose structure truth is planted; nil draws the structure as well.
  var structure: String?
  /// Only this period of the structure; nil takes all.
  var period: String?

  /// The prevalence at which shares and attacks are looked at: 5 % where it is asked for, else the first.
  ///
  /// Credit never enters a share, so that every other prevalence would give the same figures.
  var usualPrevalence: Double { prevalences.contains(0.05) ? 0.05 : prevalences.first ?? 0.05 }

  /// Every company, in the order in which they are scored.
  var companies: [SimulateCompany] {
    (1...max(1, seeds)).flatMap { seed in
      prevalences.map { SimulateCompany(seed: seed, prevalence: $0, attack: nil) }
        + attacks.map { SimulateCompany(seed: seed, prevalence: usualPrevalence, attack: $0) }
        + (ablates ? SimulateAblation.allCases : []).map {
          SimulateCompany(seed: seed, prevalence: usualPrevalence, ablation: $0)
        }
    }
  }

  func simulation(_ company: SimulateCompany) -> SimulationPlan {
    SimulationPlan(
      seed: UInt64(company.seed), people: people, prevalence: company.prevalence, peerCoverage: peerCoverage,
      attack: company.attack, make: make)
  }
}

/// One company of a simulation.
struct SimulateCompany: Sendable, Equatable {
  var seed: Int
  var prevalence: Double
  var attack: Attack?
  var ablation: SimulateAblation?

  /// Whether nothing is done to the company beyond what is planted in its credit.
  var isPlain: Bool { attack == nil && ablation == nil }
}
