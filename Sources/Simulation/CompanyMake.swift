import Glibc
import Statistics

/// How the work, the records and the ratings of a drawn company come about.
///
/// `standard` is what estimates were developed on. The others differ in their processes, not in a seed: who is right on one make only,
/// is right by luck.
public struct CompanyMake: Sendable, Equatable {
  /// How a positive random number is spread; mean 1 where nothing else is said.
  public enum Spread: Sendable, Equatable {
    case gamma(shape: Double)
    case logNormal(deviation: Double)
    case pareto(tail: Double)
    /// exp(`center` + `deviation` x normal).
    case free(center: Double, deviation: Double)
  }

  /// Who loses records.
  public enum Loss: Sendable, Equatable {
    /// By job family, as `SimulatedStaff.families` says.
    case family
    /// By family, times a discipline of the person's own between this and 1.
    case personal(least: Double)
    /// The same for everybody.
    case even(Double)
  }

  /// The name on the command line.
  public var name: String
  public var hours = Spread.gamma(shape: 4)
  /// Part of the members who hardly take part.
  public var idle = 0.08
  public var sizes = 3...12
  /// Tasks of a key result, 1 is the usual number.
  public var density = 1.0
  public var effort = Spread.free(center: 0.9, deviation: 0.6)
  /// Whether efforts are the contribution; else they are hours that luck divides over tasks.
  public var isEffortTrue = false
  public var missingEffort = 0.03
  /// Whether every other team counts in units of its own.
  public var hasTeamUnits = false
  public var loss = Loss.family
  public var hasReviews = true
  public var rating = RatingHabit()
  /// Key results for each person, 1 is the usual number.
  public var keyResultsPerPerson = 1.0

  public init(_ name: String) { self.name = name }

  /// Part of a person's own tasks that reach a record.
  func recorded(_ person: SimulatedStaff.Person) -> Double {
    let usual = SimulatedStaff.families[person.family].recorded
    switch loss {
    case .family: return usual
    case .personal(let least): return usual * (least + (1 - least) * person.discipline)
    case .even(let part): return part
    }
  }
}

extension CompanyMake.Spread {
  var mean: Double {
    switch self {
    case .gamma, .logNormal, .pareto: 1
    case .free(let center, let deviation): exp(center + deviation * deviation / 2)
    }
  }

  func draw(_ random: inout CounterGenerator) -> Double {
    switch self {
    case .gamma(let shape): random.gamma(shape: shape) / shape
    case .logNormal(let deviation): exp(deviation * random.normal() - deviation * deviation / 2)
    case .pareto(let tail): (tail - 1) / tail * pow(max(1e-12, 1 - random.uniform()), -1 / tail)
    case .free(let center, let deviation): exp(center + deviation * random.normal())
    }
  }
}
