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
}

extension OverviewPage: Page {
  public var layout: PageLayout {
    PageLayout(template: "overview", title: OverviewView.title(self), values: OverviewView.values(self))
  }
}

extension TeamPage: Page {
  public var layout: PageLayout {
    PageLayout(template: "team", title: TeamView.title(self), values: TeamView.values(self))
  }
}

extension IndexPage: Page {
  public var layout: PageLayout {
    PageLayout(template: "index", title: IndexView.title(self), values: IndexView.values(self))
  }
}

extension OwnPage: Page {
  public var layout: PageLayout {
    PageLayout(template: "own", title: OwnView.title(self), values: OwnView.values(self))
  }
}

extension QueuePage: Page {
  public var layout: PageLayout {
    PageLayout(template: "queue", title: QueueView.title(self), values: QueueView.values(self))
  }
}

extension CasePage: Page {
  public var layout: PageLayout {
    PageLayout(template: "case", title: CaseView.title(self), values: CaseView.values(self))
  }
}

extension SitePage: Page {
  public var layout: PageLayout {
    PageLayout(template: "site", title: SiteView.title(self), values: SiteView.values(self))
  }
}
