/// The four figures at the top of the overview.
enum OverviewTiles {
  static func values(_ page: OverviewPage, open: Int) -> [View.Values] {
    [alignment(page), cases(page, open: open), linked(page), coverage(page)]
  }

  private static func alignment(_ page: OverviewPage) -> View.Values {
    guard let tile = page.alignment else { return figure(.tileAlignment, foot: FrameWord.unknownFigure.text) }
    var parts: [Bilingual] = []
    if let margin = tile.margin {
      parts.append(OverviewWord.tileAlignmentFoot.filled(["margin": Figure.points(margin)]))
    }
    if tile.history.count > 1, let before = tile.history[tile.history.count - 2] {
      parts.append(OverviewWord.tileAlignmentChange.filled(["change": Figure.signedPoints(tile.value - before)]))
    }
    let foot =
      parts.isEmpty
      ? OverviewWord.tileAlignmentNone.text
      : Bilingual(
        parts.map(\.chinese).joined(separator: " · "), parts.map(\.english).joined(separator: " · "))
    return percent(.tileAlignment, tile, foot: foot)
  }

  private static func cases(_ page: OverviewPage, open: Int) -> View.Values {
    guard let cases = page.cases else {
      return figure(
        .tileApart, figure: Figure.count(open),
        foot: OverviewWord.tileApartFoot.filled(["limit": Figure.plain(page.gapLimit * 100)]))
    }
    return figure(
      .tileCases, figure: Figure.count(cases.total),
      foot: cases.total == 0
        ? OverviewWord.tileCasesNone.text
        : OverviewWord.tileCasesUnder.filled(["under": Figure.count(cases.under)]), history: cases.history,
      leastSpan: 10)
  }

  private static func linked(_ page: OverviewPage) -> View.Values {
    guard let tile = page.linked else { return figure(.tileLinked, foot: OverviewWord.tileLinkedNone.text) }
    let rest = Figure.percent(1 - tile.value, decimals: 0)
    let foot =
      rest == "0%" ? OverviewWord.tileLinkedAll.text : OverviewWord.tileLinkedFoot.filled(["rest": rest])
    return percent(.tileLinked, tile, foot: foot)
  }

  private static func coverage(_ page: OverviewPage) -> View.Values {
    guard let tile = page.coverage else { return figure(.tileCoverage, foot: OverviewWord.tileCoverageNone.text) }
    let below = page.teams.count { ($0.coverage ?? 1) < OverviewView.leastCoverage }
    let foot =
      below == 0
      ? OverviewWord.tileCoverageFull.text : OverviewWord.tileCoverageFoot.filled(["teams": Figure.count(below)])
    return percent(.tileCoverage, tile, foot: foot)
  }

  private static func percent(_ word: OverviewWord, _ tile: OverviewPage.Tile, foot: Bilingual) -> View.Values {
    figure(word, figure: Figure.number(tile.value * 100, decimals: 0), unit: "%", foot: foot, history: tile.history)
  }

  private static func figure(
    _ word: OverviewWord, figure: String = "–", unit: String = "", foot: Bilingual, history: [Double?] = [],
    leastSpan: Double = 0.1
  ) -> View.Values {
    [
      "name": View.words(word.text), "figure": figure, "unit": unit, "foot": View.words(foot),
      "spark": Sparkline.svg(history, width: 150, height: 34, leastSpan: leastSpan),
    ]
  }
}
