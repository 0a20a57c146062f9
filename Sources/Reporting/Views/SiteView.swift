/// Lays out the first page of a folder of reports.
enum SiteView {
  static func title(_ page: SitePage) -> Bilingual {
    let name = VisibleText.clean(page.company)
    let title = SiteWord.title.filled(["period": PeriodName.text(page.period)])
    return Bilingual("\(name) · \(title.chinese)", "\(name) · \(title.english)")
  }

  static func values(_ page: SitePage) -> View.Values {
    [
      "eyebrow": View.words(
        Bilingual(
          "\(VisibleText.clean(page.company)) · \(SiteWord.eyebrow.text.chinese)",
          "\(VisibleText.clean(page.company)) · \(SiteWord.eyebrow.text.english)")),
      "heading": View.words(SiteWord.title.filled(["period": PeriodName.text(page.period)])),
      "lead": View.rich(SiteWord.lead.text, [String: String]()),
      "parts": page.parts.map(part),
      "keepApart": View.words(SiteWord.keepApart.text),
    ]
  }

  private static func part(_ part: SitePage.Part) -> View.Values {
    let words = words(part.audience)
    let none = part.isByAddress ? SiteWord.byAddress : .notWritten
    let pages = part.pages.map { SiteWord.count.filled(["count": Figure.count($0)]) } ?? none.text
    return [
      "title": View.words(words.title), "who": View.words(words.who), "what": View.words(words.what),
      "folder": View.words(SiteWord.files.filled(["folder": VisibleText.clean(part.folder) + "/"])),
      "pages": View.words(pages), "isWritten": part.pages != nil || part.isByAddress,
      "link": View.link(part.link).map { $0 as Any } ?? false, "open": View.words(SiteWord.open.text),
    ]
  }

  private static func words(_ audience: Audience) -> (title: Bilingual, who: Bilingual, what: Bilingual) {
    switch audience {
    case .leadership:
      (SiteWord.leadership.text, SiteWord.leadershipWho.text, SiteWord.leadershipWhat.text)
    case .teams: (SiteWord.teams.text, SiteWord.teamsWho.text, SiteWord.teamsWhat.text)
    case .people: (SiteWord.people.text, SiteWord.peopleWho.text, SiteWord.peopleWhat.text)
    case .hr: (SiteWord.hr.text, SiteWord.hrWho.text, SiteWord.hrWhat.text)
    }
  }
}
