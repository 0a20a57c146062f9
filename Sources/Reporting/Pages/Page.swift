/// A page that `PageRenderer` can render: what it is about, and how it is laid out.
public protocol Page: Sendable {
  var run: RunStamp { get }
  /// Fewest people about whom a comparison is shown.
  var smallestGroup: Int { get }
  var layout: PageLayout { get }
}

/// What a template needs of a page; made by the pages of this target only.
public struct PageLayout {
  let template: String
  let title: Bilingual
  let values: View.Values

  /// A page laid out by its view: the view's title and values, in the template of a name.
  init<Own: Page>(
    _ template: String, _ page: Own, title: (Own) -> Bilingual, values: (Own) -> View.Values
  ) {
    self.template = template
    self.title = title(page)
    self.values = values(page)
  }
}

extension OverviewPage: Page {
  public var layout: PageLayout { PageLayout("overview", self, title: OverviewView.title, values: OverviewView.values) }
}

extension TeamPage: Page {
  public var layout: PageLayout { PageLayout("team", self, title: TeamView.title, values: TeamView.values) }
}

extension IndexPage: Page {
  public var layout: PageLayout { PageLayout("index", self, title: IndexView.title, values: IndexView.values) }
}

extension OwnPage: Page {
  public var layout: PageLayout { PageLayout("own", self, title: OwnView.title, values: OwnView.values) }
}

extension QueuePage: Page {
  public var layout: PageLayout { PageLayout("queue", self, title: QueueView.title, values: QueueView.values) }
}

extension CasePage: Page {
  public var layout: PageLayout { PageLayout("case", self, title: CaseView.title, values: CaseView.values) }
}

extension SitePage: Page {
  public var layout: PageLayout { PageLayout("site", self, title: SiteView.title, values: SiteView.values) }
}
