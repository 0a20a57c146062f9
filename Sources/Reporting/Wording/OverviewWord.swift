/// Words of the leadership overview.
enum OverviewWord: WordingKey {
  case eyebrow, title, leadPrompts, leadFine, leadQuiet, leadGaps, leadAlike, leadNothing
  case tileAlignment, tileAlignmentFoot, tileAlignmentChange, tileAlignmentNone
  case tileCases, tileCasesUnder, tileCasesNone, tileApart, tileApartFoot
  case tileLinked, tileLinkedFoot, tileLinkedAll, tileLinkedNone, tileCoverage, tileCoverageFoot, tileCoverageFull,
    tileCoverageNone
  case gapsTitle, gapsTitlePlain, gapsSub, gapsSubPlain, flowsTitle, flowsSub
  case departmentsTitle, departmentsSub, department, teams, people, alignment, quarters, toCheck, apart
  case gapOf, tooFew, tooThin, teamsTitle, teamsSub, moreTeams, moreDepartments, allTeams, team, largestGap
  case actionsTitle, actionCheck, actionTalk, actionRecord, actionLink, actionThank, actionData, actionKeep
  case ownerLeads, ownerLeadsAndHR, ownerHeads, ownerHRData, ownerBy, ownerOnly
  case notesTitle, notesSub, pastKnown, pastUnknown

  var text: Bilingual {
    switch self {
    case .eyebrow: Bilingual("管理层概览", "Leadership overview")
    case .title: Bilingual("一页看懂：{period}功劳与贡献", "On one page: credit and contribution, {period}")
    case .leadPrompts:
      Bilingual(
        "参与比较的 {judged} 个团队里，**{fine} 个**没有提示。**{open} 个团队、{cases} 处记录**值得和当事人一起核对。",
        "Of {judged} teams compared, **{fine}** have no prompt. **{cases} records in {open} teams** "
          + "deserve a look together with the people concerned.")
    case .leadFine:
      Bilingual(
        "参与比较的 **{judged} 个团队**里没有待核对的提示。", "**None of {judged} teams** compared has a prompt to check.")
    case .leadQuiet:
      Bilingual(
        "{judged} 个团队里**目前没有待核对的提示**。**{apart} 个团队**内有成员的功劳与证据相差超过 {limit} 个百分点：还不足以下结论，"
          + "或仍在本人先看的期限内。",
        "**No record is open to check** in {judged} teams. In **{apart} teams** a member’s credit and evidence differ by "
          + "over {limit} points: too uncertain to say anything, or still with the people concerned first.")
    case .leadGaps:
      Bilingual(
        "{judged} 个团队里，**{fine} 个**的功劳记录与证据相差不超过 {limit} 个百分点。"
          + "**另外 {open} 个团队**值得先核对记录，再一起聊聊。",
        "Of {judged} teams, credit and evidence differ by at most {limit} points in **{fine}**. "
          + "**The other {open}** deserve a look at the records, then a talk.")
    case .leadAlike:
      Bilingual(
        "**{judged} 个团队**的功劳记录都与证据基本一致。", "Credit records match the evidence in **all {judged} teams**.")
    case .leadNothing:
      Bilingual(
        "这个周期**还没有足够的记录**可以比较功劳与贡献。",
        "There are **not enough records yet** in this period to compare credit and contribution.")
    case .tileAlignment: Bilingual("功劳与贡献一致度", "Credit alignment")
    case .tileAlignmentFoot: Bilingual("± {margin} 个百分点", "± {margin} points")
    case .tileAlignmentChange: Bilingual("较上期 {change} 个百分点", "{change} points on last period")
    case .tileAlignmentNone: Bilingual("100% 表示记录与证据完全一致", "100%: records equal the evidence")
    case .tileCases: Bilingual("待一起核对", "To check together")
    case .tileCasesUnder: Bilingual("其中 {under} 处为贡献可能未被看见", "{under} of them: work that may go unseen")
    case .tileCasesNone: Bilingual("目前没有待核对的提示", "Nothing is open to check")
    case .tileApart: Bilingual("差距较大的团队", "Teams with a large gap")
    case .tileApartFoot: Bilingual("成员差距超过 {limit} 个百分点", "A member differs by over {limit} points")
    case .tileLinked: Bilingual("支持公司目标的工作", "Work linked to goals")
    case .tileLinkedFoot: Bilingual("另有 {rest} 未关联目标", "{rest} is not linked yet")
    case .tileLinkedAll: Bilingual("全部工作都关联了目标", "All work is linked")
    case .tileLinkedNone: Bilingual("没有记录目标之间的关联", "No links between goals on record")
    case .tileCoverage: Bilingual("数据覆盖", "Data coverage")
    case .tileCoverageFoot: Bilingual("{teams} 个团队低于 60%，未出结论", "Teams under 60%, not judged: {teams}")
    case .tileCoverageFull: Bilingual("所有团队都在 60% 以上", "Every team is above 60%")
    case .tileCoverageNone: Bilingual("本次运行没有计算覆盖", "This run states no coverage")
    case .gapsTitle: Bilingual("多数团队一致，少数值得聊一聊", "Most teams are in line; a few merit a talk")
    case .gapsTitlePlain: Bilingual("各团队的功劳与证据相差多少", "How far credit and evidence differ")
    case .gapsSub:
      Bilingual(
        "每个点是一个团队。▲ 功劳记录高于证据，◆ 贡献可能未被充分看见，○ 证据不足。",
        "One dot per team. ▲ credit above evidence, ◆ contribution may be under-recognised, ○ too little evidence.")
    case .gapsSubPlain:
      Bilingual(
        "每个点是一个团队，位置是队内最大的功劳与贡献之差。○ 不作比较的团队。",
        "One dot per team, placed by the largest gap between credit and contribution in it. ○ not compared.")
    case .flowsTitle: Bilingual("大家的工作支持了哪些公司目标", "Which company goals the work supports")
    case .flowsSub: Bilingual("线宽为按证据加权的工作量占比。", "Width is the evidence-weighted share of work.")
    case .departmentsTitle: Bilingual("部门概览", "Departments")
    case .departmentsSub:
      Bilingual(
        "一致度越高，功劳记录越贴近证据；± 后是百分点。部门之间不排名次。",
        "Higher means credit is closer to evidence; ± in points. Departments are not ranked.")
    case .department: Bilingual("部门", "Department")
    case .teams: Bilingual("团队", "Teams")
    case .people: Bilingual("人数", "People")
    case .alignment: Bilingual("一致度", "Alignment")
    case .gapOf: Bilingual("{gap}（90% 区间 {low}–{high}）", "{gap} (90% interval {low}–{high})")
    case .tooFew: Bilingual("不足 {people} 人", "under {people} people")
    case .tooThin: Bilingual("覆盖低于 60%", "coverage under 60%")
    case .quarters: Bilingual("近期变化", "Recent periods")
    case .toCheck: Bilingual("待核对", "To check")
    case .apart: Bilingual("差距较大", "Large gaps")
    case .teamsTitle: Bilingual("各团队", "Teams")
    case .teamsSub:
      Bilingual(
        "按名称列出，不排名次。最大差距是队内一位成员的功劳与贡献之差；没有数字的写明原因。",
        "Listed by name, not ranked. The largest gap is one member’s between credit and contribution; where there is no "
          + "figure, the reason stands in its place.")
    case .moreTeams: Bilingual("另有 {teams} 个团队。", "{teams} more teams.")
    case .moreDepartments:
      Bilingual(
        "另有 {count} 个人数较少的部门，见 overview-departments.csv。",
        "{count} smaller departments are in overview-departments.csv.")
    case .allTeams: Bilingual("全部团队", "All teams")
    case .team: Bilingual("团队", "Team")
    case .largestGap: Bilingual("最大差距（百分点）", "Largest gap (points)")
    case .actionsTitle: Bilingual("接下来可以做什么", "What to do next")
    case .actionCheck:
      Bilingual(
        "请 {teams} 位负责人在 1:1 中核对记录，每人约 20 分钟。",
        "Ask the leads of {teams} teams to check the records in a 1:1, about 20 minutes each.")
    case .actionTalk:
      Bilingual(
        "先看差距较大的 {teams} 个团队：核对署名与评审记录，再和当事人聊聊。",
        "Start with the {teams} teams that have a large gap: check authorship and reviews, then talk it through.")
    case .actionRecord:
      Bilingual(
        "为“评审、值班、支援”补上记录入口，让没被看见的工作有地方记。",
        "Give reviews, on-call and help a place to be recorded, so that unseen work can be seen.")
    case .actionLink:
      Bilingual(
        "把 {share} 还没有关联目标的工作挂到目标上，或明确它属于日常维护。",
        "Link the {share} of work without a goal to one, or name it as upkeep.")
    case .actionThank:
      Bilingual(
        "公开感谢 {trials} 个已停试验：复盘被引用 {reuses} 次，学到的经验计入贡献。",
        "Thank the people of {trials} stopped trials: their write-ups were reused {reuses} times, and that counts as "
          + "contribution.")
    case .actionData:
      Bilingual(
        "修好 {rows} 行被隔离的数据，相关成果已标为“证据不完整”。",
        "Mend {rows} rows that were set aside; the results they touch are marked as incomplete.")
    case .actionKeep:
      Bilingual(
        "保持现在的节奏：每两周更新一次进展，每月一次 1:1。",
        "Keep the rhythm: progress every two weeks, a 1:1 every month.")
    case .ownerLeads: Bilingual("各团队负责人", "team leads")
    case .ownerLeadsAndHR: Bilingual("团队负责人与 HR 数据组", "team leads and HR data")
    case .ownerHeads: Bilingual("部门负责人", "department heads")
    case .ownerHRData: Bilingual("HR 数据组", "HR data")
    case .ownerBy: Bilingual("负责：{owner} · {date} 前", "Owner: {owner} · by {date}")
    case .ownerOnly: Bilingual("负责：{owner}", "Owner: {owner}")
    case .notesTitle: Bilingual("数据说明", "About the data")
    case .pastKnown:
      Bilingual(
        "过去 {periods} 个周期的 {results} 项成果里，能看出 {people} 人的参与和成果好坏有关。只作背景，不计入任何份额。",
        "By {results} results of {periods} past periods it can be told for {people} people how results went that they took part in. "
          + "Context only; no share depends on it.")
    case .pastUnknown:
      Bilingual(
        "过去 {periods} 个周期的 {results} 项成果，看不出谁参与会有什么不同。",
        "By {results} results of {periods} past periods it cannot be told whose part made a difference.")
    case .notesSub: Bilingual("隔离的行不会悄悄改变任何份额。", "Rows set aside never change a share in silence.")
    }
  }
}
