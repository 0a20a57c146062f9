/// Values of the list of all team pages, for companies with more teams than the overview lists.
public struct IndexPage: Sendable {
  public var company: String
  public var period: String
  public var teams: [OverviewPage.Team]
  /// Whether the run has a model for findings.
  public var hasCases: Bool
  /// Relative file name of the overview.
  public var overviewLink: String?
  public var gapLimit: Double
  public var smallestGroup: Int
  public var run: RunStamp

  public init(
    company: String, period: String, teams: [OverviewPage.Team], hasCases: Bool = false, overviewLink: String? = nil,
    gapLimit: Double = 0.10, smallestGroup: Int = 5, run: RunStamp
  ) {
    self.company = company
    self.period = period
    self.teams = teams
    self.hasCases = hasCases
    self.overviewLink = overviewLink
    self.gapLimit = gapLimit
    self.smallestGroup = smallestGroup
    self.run = run
  }
}
