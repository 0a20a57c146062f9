import Contribution

/// The sentence at the top of a team page, and the words for members with a prompt.
enum TeamLead {
  static func sentence(_ page: TeamPage, members: [TeamPage.Member], reason: Bilingual?) -> View.Values {
    if let reason { return View.rich(TeamWord.leadThin.text, ["reason": reason]) }
    if members.isEmpty { return View.rich(TeamWord.leadNothing.text, [String: String]()) }
    let open = members.count { abs($0.credited - $0.contributed) > page.gapLimit }
    if page.run.hasIntervals {
      let cases = members.count { $0.prompt == .over || $0.prompt == .under }
      let thin = members.count { $0.notJudged != nil || $0.prompt == .thin || $0.prompt == .modelsDiffer }
      let word: TeamWord = thin > 0 ? .leadPromptsThin : cases > 0 ? .leadPrompts : open > 0 ? .leadQuiet : .leadFine
      return View.rich(
        word.text,
        [
          "people": Figure.count(members.count), "fine": Figure.count(members.count - cases - thin),
          "cases": Figure.count(cases), "thin": Figure.count(thin), "open": Figure.count(open),
          "limit": Figure.plain(page.gapLimit * 100),
        ])
    }
    return View.rich(
      open == 0 ? TeamWord.leadAlike.text : TeamWord.leadGap.text,
      [
        "people": Figure.count(members.count), "fine": Figure.count(members.count - open), "open": Figure.count(open),
        "limit": Figure.plain(page.gapLimit * 100),
      ])
  }

  /// One entry a member with a prompt: chip, name and ready words for the lead.
  static func prompts(_ members: [TeamPage.Member]) -> [View.Values] {
    let entries = members.compactMap { member -> View.Values? in
      guard let prompt = member.prompt, let words = words(member, prompt) else { return nil }
      return [
        "name": VisibleText.clean(member.name), "chip": View.words(prompt.chip.words), "chipStyle": prompt.chip.style,
        "words": View.words(words),
      ]
    }
    return entries.isEmpty ? [] : [["title": View.words(TeamWord.promptsTitle.text), "entries": entries]]
  }

  private static func words(_ member: TeamPage.Member, _ prompt: Prompt) -> Bilingual? {
    switch prompt {
    case .over:
      guard let interval = member.interval else { return nil }
      // The gap's interval is the credit less the share's interval.
      return PromptWord.overToLead.filled([
        "points": Figure.points(member.credited - member.contributed),
        "low": Figure.points(max(member.credited - interval.upperBound, 0)),
        "high": Figure.points(max(member.credited - interval.lowerBound, 0)),
      ])
    case .under:
      // Reviews and help are named where they are what was done.
      let unseen = Set<Channel>([.review, .help, .unblocking])
      let all = member.sources.reduce(0) { $0 + $1.amount }
      let quiet = member.sources.reduce(0) { unseen.contains($1.channel) ? $0 + $1.amount : $0 }
      guard let interval = member.interval, quiet < 0.4 * all else { return PromptWord.underToLead.text }
      return PromptWord.missingToLead.filled([
        "points": Figure.points(member.contributed - member.credited),
        "low": Figure.points(max(interval.lowerBound - member.credited, 0)),
        "high": Figure.points(max(interval.upperBound - member.credited, 0)),
      ])
    case .thin: return PromptWord.thin.text
    case .modelsDiffer, .fine: return nil
    }
  }
}
