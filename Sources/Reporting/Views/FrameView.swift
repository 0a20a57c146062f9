/// What stands around every page: head, switches, footer.
enum FrameView {
  static func values(
    title: Bilingual, run: RunStamp, smallestGroup: Int, language: Language
  ) -> View.Values {
    [
      "htmlLanguage": language.rawValue,
      "dataLanguage": language == .chinese ? "zh" : "en",
      "documentTitle": "\(title.chinese) / \(title.english)",
      "skip": View.words(FrameWord.skip.text),
      "fictional": run.isFictional,
      "fictionalWords": View.words(FrameWord.fictional.text),
      "overviewWords": View.words(FrameWord.overview.text),
      "overviewLink": false, "queueLink": false, "teamsLink": false,
      "teamsWords": View.words(OverviewWord.allTeams.text),
      "switchTo": View.words(FrameWord.language.text),
      "themeLabel": "\(FrameWord.theme.text.chinese) / \(FrameWord.theme.text.english)",
      "scrollLabel": "\(FrameWord.scrollable.text.chinese) / \(FrameWord.scrollable.text.english)",
      "print": View.words(FrameWord.print.text),
      "purpose": View.words(FrameWord.purpose.text),
      "estimates": View.words(
        (run.hasIntervals ? FrameWord.estimates : .pointsOnly).filled(["people": Figure.count(smallestGroup)])),
      "stamp": stamp(run).map(View.words),
    ]
  }

  /// The footer's figures, one an entry.
  private static func stamp(_ run: RunStamp) -> [Bilingual] {
    let names = run.models.map(RecordWord.name(of:))
    let models = Bilingual(
      names.map(\.chinese).joined(separator: "、"), names.map(\.english).joined(separator: ", "))
    var entries = [entry(.run, run.runID)]
    if let published = run.publishedAt { entries.append(entry(.published, published)) }
    if let digest = run.resultDigest { entries.append(entry(.digest, digest)) }
    switch run.decisionLog {
    case .end(let count, let digest): entries.append(entry(.decisionLog, "\(count) · \(digest)"))
    case .missing: entries.append(FrameWord.decisionLogMissing.text)
    case nil: break
    }
    entries += [
      entry(.configuration, run.configurationHash), entry(.seed, run.seed),
      Bilingual(
        "\(FrameWord.models.text.chinese) \(models.chinese)", "\(FrameWord.models.text.english) \(models.english)"),
      entry(.window, "\(run.firstDay) – \(run.lastDay)"), entry(.engine, run.engineVersion),
    ]
    return entries
  }

  private static func entry(_ word: FrameWord, _ value: String) -> Bilingual {
    let shown = VisibleText.clean(value)
    return Bilingual("\(word.text.chinese) \(shown)", "\(word.text.english) \(shown)")
  }
}
