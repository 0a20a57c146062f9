extension CompanyMake {
  public static let standard = CompanyMake("standard")

  /// Every make, the standard one first.
  public static let all: [CompanyMake] = [
    standard, heavyTails, manyIdle, effortTrue, likert, ranking, withoutEffort, withoutReviews, fewRaters, large, small,
    careless, sparse, lumpy, reserved, patchy, clipped,
  ]

  /// Hours with heavy tails, efforts that are the contribution, 1 to 10 with a halo that all raters share.
  static let heavyTails = make("heavy-tails") {
    $0.hours = .logNormal(deviation: 0.8)
    $0.effort = .pareto(tail: 2.2)
    $0.rating.scale = .ten
    $0.rating.halo = 0.25
    $0.rating.noise = 0.25
    $0.rating.loading = 0.7
  }

  /// Every fifth idle, efforts by a power law, personal discipline, 100 points to divide.
  static let manyIdle = make("many-idle") {
    $0.idle = 0.2
    $0.effort = .pareto(tail: 2)
    $0.loss = .personal(least: 0.4)
    $0.rating.scale = .hundred
  }

  /// Efforts are what was contributed; every other team counts hours instead of points.
  static let effortTrue = make("effort-true") {
    $0.hours = .gamma(shape: 2.5)
    $0.effort = .logNormal(deviation: 0.9)
    $0.isEffortTrue = true
    $0.hasTeamUnits = true
  }

  /// 1 to 5, and who leaves records is seen more.
  static let likert = make("likert") {
    $0.hours = .logNormal(deviation: 0.6)
    $0.rating.scale = .likert
    $0.rating.visibility = 0.3
  }

  /// Raters rank.
  static let ranking = make("ranking") {
    $0.hours = .gamma(shape: 3)
    $0.rating.scale = .ranking
    $0.rating.loading = 0.8
  }

  /// No effort on any task.
  static let withoutEffort = make("without-effort") {
    $0.missingEffort = 1
    $0.hours = .gamma(shape: 2)
  }

  /// No reviews at all.
  static let withoutReviews = make("without-reviews") {
    $0.hasReviews = false
    $0.hours = .logNormal(deviation: 0.5)
    $0.loss = .even(0.8)
  }

  /// Three raters a key result.
  static let fewRaters = make("few-raters") { $0.rating.raters = 3 }

  /// 40 to 120 people on a key result, a dozen ratings each.
  static let large = make("large") {
    $0.sizes = 40...120
    $0.rating.most = 12
    $0.hours = .gamma(shape: 1.5)
    $0.keyResultsPerPerson = 0.25
  }

  /// 2 to 4 people on a key result.
  static let small = make("small") { $0.sizes = 2...4 }

  /// Half of the records lost, more by some people than by others.
  static let careless = make("careless") {
    $0.loss = .personal(least: 0)
    $0.rating.halo = 0.15
  }

  /// A fifth of the usual tasks: hardly anybody has more than a handful.
  static let sparse = make("sparse") {
    $0.density = 0.2
    $0.hours = .gamma(shape: 3)
  }

  /// Few tasks, some of them huge, and their efforts are the contribution.
  static let lumpy = make("lumpy") {
    $0.density = 0.4
    $0.effort = .logNormal(deviation: 1.1)
    $0.isEffortTrue = true
    $0.loss = .personal(least: 0.6)
  }

  /// Raters who hardly tell people apart, 1 to 10, with a little halo.
  static let reserved = make("reserved") {
    $0.hours = .gamma(shape: 5)
    $0.rating.scale = .ten
    $0.rating.loading = 0.35
    $0.rating.noise = 0.2
    $0.rating.halo = 0.1
  }

  /// Teams of 5 to 7, two tasks in five without an effort, two in five lost.
  static let patchy = make("patchy") {
    $0.sizes = 5...7
    $0.missingEffort = 0.4
    $0.loss = .even(0.6)
    $0.hours = .logNormal(deviation: 0.7)
    $0.rating.raters = 5
  }

  /// 0 to 100, 60 is usual, cut off at 100: who did most is told apart by nobody. Hours with a long tail.
  static let clipped = make("clipped") {
    $0.hours = .gamma(shape: 1.6)
    $0.rating.scale = .percent
    $0.rating.loading = 0.75
  }

  private static func make(_ name: String, _ change: (inout CompanyMake) -> Void) -> CompanyMake {
    var make = CompanyMake(name)
    change(&make)
    return make
  }
}
