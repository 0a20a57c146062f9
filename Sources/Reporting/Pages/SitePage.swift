/// Values of the first page of a folder of reports: which part is for whom. No figure and no personal name.
public struct SitePage: Sendable {
  public var company: String
  public var period: String
  public var parts: [Part]
  public var smallestGroup: Int
  public var run: RunStamp

  public init(company: String, period: String, parts: [Part], smallestGroup: Int = 5, run: RunStamp) {
    self.company = company
    self.period = period
    self.parts = parts
    self.smallestGroup = smallestGroup
    self.run = run
  }

  /// What was written for one audience.
  public struct Part: Sendable {
    public var audience: Audience
    public var folder: String
    /// Relative file name of its first page; nil where it was not written, or has no first page.
    public var link: String?
    /// Pages written; nil where the part was not written.
    public var pages: Int?
    /// Whether its pages are made when they are asked for, each by its own address.
    public var isByAddress: Bool

    public init(
      audience: Audience, folder: String, link: String? = nil, pages: Int? = nil, isByAddress: Bool = false
    ) {
      self.audience = audience
      self.folder = folder
      self.link = link
      self.pages = pages
      self.isByAddress = isByAddress
    }
  }
}

/// Who a part of the reports is for.
public enum Audience: String, Sendable, CaseIterable {
  case leadership, teams, people, hr
}
