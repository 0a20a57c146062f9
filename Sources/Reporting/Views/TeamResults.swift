/// The key results of a team: what became of them, what was changed, what is incomplete, and who did what.
enum TeamResults {
  /// Key results listed, and persons listed under them in all: the page stays small.
  static let listed = 24
  static let listedPersons = 90

  static func values(_ page: TeamPage, compares: Bool) -> [View.Values] {
    guard !page.keyResults.isEmpty else { return [] }
    let hasCoverage = page.keyResults.contains { $0.coverage != nil }
    let columns: [TeamWord] =
      [.result, .kind, .attainment, .people] + (hasCoverage ? [.coverage] : []) + [.notes]
    return [
      [
        "title": View.words(TeamWord.resultsTitle.text),
        "sub": View.words(TeamWord.resultsSub.text),
        "columns": columns.map { View.words($0.text) },
        "rows": page.keyResults.prefix(listed).map { row($0, hasCoverage: hasCoverage) },
        "details": compares ? details(page.keyResults.prefix(listed)) : [],
        "unlisted": page.keyResults.count > listed
          ? [View.words(TeamWord.moreResults.filled(["count": Figure.count(page.keyResults.count - listed)]))] : [],
        "who": View.words(TeamWord.whoDidWhat.text),
      ]
    ]
  }

  private static func details(_ results: ArraySlice<TeamPage.KeyResult>) -> [View.Values] {
    var left = listedPersons
    return results.compactMap { result in
      guard result.members.count <= left || left == listedPersons else { return nil }
      left -= result.members.count
      return people(result)
    }
  }

  private static func row(_ result: TeamPage.KeyResult, hasCoverage: Bool) -> View.Values {
    let attainment = result.attainment.flatMap { $0.isFinite ? $0 : nil }
    return [
      "title": VisibleText.clean(result.title),
      "kind": View.words(RecordWord.name(of: result.kind)),
      "isStopped": result.stopped != nil,
      "bar": attainment.map { AttainmentBar.svg($0, stopped: result.stopped != nil) } ?? "",
      "attainment": attainment.map { Figure.percent($0, decimals: 0) } ?? "–",
      "people": Figure.count(result.people),
      "hasCoverage": hasCoverage,
      "coverage": result.coverage.map { Figure.percent($0, decimals: 0) } ?? "–",
      "notes": notes(result).map { ["style": $0.style, "words": View.words($0.words)] as View.Values },
    ]
  }

  /// What a reader has to know about a key result, the gravest first.
  private static func notes(_ result: TeamPage.KeyResult) -> [(words: Bilingual, style: String)] {
    var notes: [(words: Bilingual, style: String)] = []
    if !result.isJudged { notes.append((RecordWord.notJudged.text, "chip grey")) }
    if result.rowsSetAside > 0 {
      let words = RecordWord.incompleteRows.filled(["rows": Figure.count(result.rowsSetAside)])
      notes.append((words, "chip amber"))
    }
    if let stopped = result.stopped { notes += self.notes(stopped) }
    for version in result.versions.dropFirst() {
      let day = View.day(version.validFrom)
      let reason = version.reason.map { VisibleText.clean($0) } ?? "–"
      notes.append(
        reason == "–"
          ? (RecordWord.changedGoalBare.filled(["date": day]), "plain")
          : (RecordWord.changedGoal.filled(["date": day, "reason": Bilingual(same: reason)]), "plain"))
    }
    for code in result.diagnostics where code != "incomplete_evidence" || result.rowsSetAside == 0 {
      notes.append((RecordWord.name(ofCode: code), "plain"))
    }
    switch result.isDeclared {
    case true: notes.append((RecordWord.declaredBasis.text, "plain"))
    case false: notes.append((RecordWord.equalBasis.text, "plain"))
    case nil where !result.diagnostics.contains("no_credit"): notes.append((RecordWord.noAuthors.text, "plain"))
    default: break
    }
    return notes
  }

  private static func notes(_ stopped: TeamPage.Stopped) -> [(words: Bilingual, style: String)] {
    let word =
      stopped.reusedBy.isEmpty
      ? RecordWord.stopped.text : RecordWord.stoppedReused.filled(["count": Figure.count(stopped.reusedBy.count)])
    var notes = [(words: word, style: "chip ok")]
    if let completeness = stopped.completeness {
      let share = Figure.percent(completeness, decimals: 0)
      notes.append((RecordWord.learningPart.filled(["share": share]), "plain"))
    }
    if let decision = stopped.decision, !decision.isEmpty {
      notes.append((Bilingual(same: VisibleText.clean(decision)), "plain long"))
    }
    if !stopped.reusedBy.isEmpty {
      let titles = stopped.reusedBy.map { VisibleText.clean($0) }
      let words = Bilingual(titles.joined(separator: "；"), titles.joined(separator: "; "))
      notes.append((RecordWord.reusedBy.filled(["titles": words]), "plain long"))
    }
    return notes
  }

  private static func people(_ result: TeamPage.KeyResult) -> View.Values? {
    guard !result.members.isEmpty, result.isJudged else { return nil }
    let hasInterval = result.members.contains { $0.interval != nil }
    var columns = [ChartWord.member.text, ChartWord.credited.text, ChartWord.contributed.text]
    if hasInterval { columns.append(ChartWord.interval.text) }
    columns.append(TeamWord.gap.text)
    let people = result.members.sorted {
      $0.contributed != $1.contributed ? $0.contributed > $1.contributed : $0.id < $1.id
    }
    return [
      "caption": VisibleText.clean(result.title),
      "personColumns": columns.map(View.words),
      "persons": people.prefix(TeamView.drawnMembers).map { person -> View.Values in
        var cells = [Figure.percent(person.credited), Figure.percent(person.contributed)]
        if hasInterval {
          cells.append(
            person.interval.map { "\(Figure.percent($0.lowerBound))–\(Figure.percent($0.upperBound))" } ?? "–")
        }
        cells.append(Figure.signedPoints(person.credited - person.contributed))
        return ["name": VisibleText.clean(person.name), "cells": cells]
      },
    ]
  }
}
