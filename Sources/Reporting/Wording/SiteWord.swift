/// Words of the first page and of the short summary.
enum SiteWord: WordingKey {
  case eyebrow, title, lead, leadership, leadershipWho, leadershipWhat, summary, teams, teamsWho, teamsWhat
  case hr, hrWho, hrWhat, people, peopleWho, peopleWhat, notWritten, byAddress, open, count, files, keepApart
  case summaryFirst, summaryNothing, summarySecond, summaryQuiet, summaryThird

  var text: Bilingual {
    switch self {
    case .eyebrow: Bilingual("报告入口", "Reports")
    case .title: Bilingual("{period}的报告", "Reports of {period}")
    case .lead:
      Bilingual(
        "同一次运行，**四类读者各有一份**。每个文件夹只交给对应的人。",
        "One run, **one part for each of four audiences**. Hand each folder only to the people it is for.")
    case .leadership: Bilingual("管理层概览", "Leadership overview")
    case .leadershipWho: Bilingual("给管理层 · 没有人名", "For leadership · no personal names")
    case .leadershipWhat:
      Bilingual(
        "一页纸：一致度、待核对、目标支持、数据覆盖和三个动作。", "One sheet: alignment, what to check, goals, coverage and three actions.")
    case .summary: Bilingual("三行摘要", "Three lines to paste")
    case .teams: Bilingual("团队页", "Team pages")
    case .teamsWho: Bilingual("给各团队负责人 · 只看自己的团队", "For team leads · their own team only")
    case .teamsWhat:
      Bilingual(
        "功劳与贡献、来源、算法、协作和 1:1 的问题。", "Credit and contribution, sources, models, joint work, questions for the 1:1.")
    case .hr: Bilingual("HR 复核清单", "HR review queue")
    case .hrWho: Bilingual("给 HR 复核人 · 文件夹权限 0700", "For HR reviewers · folder mode 0700")
    case .hrWhat: Bilingual("每处提示一行，先核对，再由人决定。", "One row a prompt: check first, then people decide.")
    case .people: Bilingual("个人页", "Own pages")
    case .peopleWho: Bilingual("给本人 · 文件夹权限 0700", "For the person · folder mode 0700")
    case .peopleWhat:
      Bilingual("一人一页，没有同事的数字。逐份交给本人。", "One page a person, no colleague’s figures. Hand each to its person.")
    case .notWritten: Bilingual("这次没有写出", "not written this time")
    case .byAddress: Bilingual("按编号打开 people/编号.html", "open by id: people/ID.html")
    case .open: Bilingual("打开", "Open")
    case .count: Bilingual("{count} 页", "pages: {count}")
    case .files: Bilingual("文件夹 {folder}", "folder {folder}")
    case .keepApart:
      Bilingual(
        "个人页与复核清单含个人信息：不要放到管理层或全员能看到的地方。",
        "Own pages and the queue hold personal data: never put them where leadership or everybody can see them.")
    case .summaryFirst:
      Bilingual(
        "{company} {period}：参与比较的 {judged} 个团队里 {fine} 个没有提示，一致度 {alignment}。",
        "{company}, {period}: no prompt in {fine} of {judged} teams compared; alignment {alignment}.")
    case .summaryNothing:
      Bilingual(
        "{company} {period}：还没有足够的记录可以比较功劳与贡献。",
        "{company}, {period}: there are not enough records yet to compare credit and contribution.")
    case .summarySecond:
      Bilingual(
        "{open} 个团队、{cases} 处记录值得和当事人一起核对；数据覆盖 {coverage}，支持公司目标的工作 {linked}。",
        "{cases} records in {open} teams deserve a joint look; data coverage {coverage}, work linked to company goals "
          + "{linked}.")
    case .summaryQuiet:
      Bilingual(
        "目前没有待核对的提示；数据覆盖 {coverage}，支持公司目标的工作 {linked}。",
        "Nothing is open to check; data coverage {coverage}, work linked to company goals {linked}.")
    case .summaryThird:
      Bilingual(
        "提示不是结论，不单独作为奖惩、定级或解聘的依据。",
        "Prompts are no verdicts and no sole basis for reward, grading or dismissal.")
    }
  }
}
