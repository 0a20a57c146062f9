/// Words of the team page.
enum TeamWord: WordingKey {
  case eyebrow, leadPrompts, leadPromptsThin, leadFine, leadQuiet, leadAlike, leadGap, leadNothing, leadThin
  case creditTitle, creditSub, creditSubPlain, credited, contributed, band
  case sourceTitle, sourceSub, modelsTitle, modelsSub, waterfallTitle, waterfallSub
  case networkTitle, networkSub, treeTitle, treeSub, questionsTitle
  case question1, question2, question3, question4, question5
  case resultsTitle, resultsSub, result, kind, attainment, people, coverage, notes, whoDidWhat, member, gap
  case rhythmTitle, rhythmSub, rhythmMeetings, rhythmCheckIns, rhythmStale, rhythmFeedback, rhythmChanges, days
  case others, guest, total, andMore, moreResults, promptsTitle, smallSteps, answeredSome, unnamed

  var text: Bilingual {
    switch self {
    case .eyebrow: Bilingual("团队页 · 团队负责人", "Team page · team lead")
    case .leadFine:
      Bilingual(
        "{people} 位成员**目前都没有待核对的提示**。", "**No prompt is open** for any of the {people} members.")
    case .leadPrompts:
      Bilingual(
        "{people} 位成员中 **{fine} 位**没有提示；**{cases} 位**值得一起核对。",
        "No prompt for **{fine}** of {people} members; to look at together: **{cases}**.")
    case .leadPromptsThin:
      Bilingual(
        "{people} 位成员中 **{fine} 位**没有提示；**{cases} 位**值得一起核对，{thin} 位暂不判断。",
        "No prompt for **{fine}** of {people} members; to look at together: **{cases}**; not judged: {thin}.")
    case .leadQuiet:
      Bilingual(
        "{people} 位成员**目前都没有待核对的提示**。**{open} 位**的功劳与证据相差超过 {limit} 个百分点：还不足以下结论，或仍在本人先看的期限内。",
        "**No prompt is open** for the {people} members. Credit and evidence differ by over {limit} points for **{open}**: "
          + "too uncertain to say anything, or still with the person concerned first.")
    case .leadAlike:
      Bilingual(
        "{people} 位成员的功劳与证据**相差都不超过 {limit} 个百分点**。",
        "Credit and evidence differ by **at most {limit} points** for all {people} members.")
    case .leadGap:
      Bilingual(
        "{people} 位成员中 **{fine} 位**的功劳与证据相差不超过 {limit} 个百分点；**另外 {open} 位**的记录值得一起看看。",
        "Credit and evidence differ by at most {limit} points for **{fine}** of {people} members; the records of "
          + "**{open}** merit a look together.")
    case .leadNothing:
      Bilingual(
        "这个团队本期**没有可以计入的成果记录**。",
        "This team has **no results on record** in this period.")
    case .leadThin:
      Bilingual("**暂不比较**：{reason}", "**Not compared:** {reason}")
    case .creditTitle: Bilingual("功劳与贡献", "Credited and contributed")
    case .creditSub:
      Bilingual(
        "横轴是占团队成果的份额。圆环落在色带内，就说明记录与证据一致。",
        "Shares of the outcome. Ring in band: record fits evidence.")
    case .creditSubPlain:
      Bilingual(
        "横轴是占团队成果的份额。圆环与圆点越近，记录越贴近证据；右侧是功劳减贡献。本次运行尚无区间，所以不作提示。",
        "Shares of the team’s outcome. The closer ring and dot, the closer record and evidence; on the right, credit less contribution. Without "
          + "intervals no prompt is raised.")
    case .credited: Bilingual("已记功劳", "credited")
    case .contributed: Bilingual("估计贡献", "estimated contribution")
    case .band: Bilingual("90% 可信区间", "90% credible interval")
    case .sourceTitle: Bilingual("贡献来自哪里", "Where it comes from")
    case .sourceSub:
      Bilingual(
        "评审与支援和“写代码”一样计入。这里是证据加权一种算法的份额，综合份额还参考其他算法。",
        "Reviews and help count like code does. These are shares by the evidence model alone; the consensus also weighs "
          + "the others.")
    case .modelsTitle: Bilingual("不同算法怎么看", "What each model says")
    case .modelsSub:
      Bilingual("每行合计 100%。算法分歧大时，我们不下结论。", "Each row makes 100%. Where models disagree, we do not conclude.")
    case .waterfallTitle: Bilingual("为什么是这个份额：{name}", "Why this share: {name}")
    case .waterfallSub: Bilingual("从平均起点出发，逐项加减。", "From an equal start, step by step.")
    case .networkTitle: Bilingual("谁和谁一起完成", "Who worked with whom")
    case .networkSub:
      Bilingual(
        "圆越大贡献越多，线越粗协作越多；方块是其他团队。",
        "Bigger circle: more contribution. Thicker line: more joint work. Squares are other teams.")
    case .treeTitle: Bilingual("我们的工作怎样支持公司目标", "How our work supports company goals")
    case .treeSub:
      Bilingual("虚线为已停试验：学到的经验照样计入贡献。", "Dashed: a stopped trial. What it taught still counts.")
    case .questionsTitle: Bilingual("1:1 里可以这样问", "Questions for the 1:1")
    case .question1: Bilingual("“这几个 KR 的署名，你觉得少了谁？”", "“Who is missing from the authors of these KRs?”")
    case .question2: Bilingual("“有哪些工作系统里看不到？我们补上。”", "“What work can the system not see? Let us add it.”")
    case .question3:
      Bilingual(
        "“有没有试过但没成的事？学到了什么？我们把它记下来。”",
        "“What did you try that did not work, and what did it teach? Let us record it.”")
    case .question4:
      Bilingual("“哪一项工作最值得让更多人看到？”", "“Which piece of work deserves to be seen by more people?”")
    case .question5: Bilingual("“下季度你想多做哪一类工作？”", "“Which kind of work would you like more of next?”")
    case .resultsTitle: Bilingual("关键结果", "Key results")
    case .resultsSub:
      Bilingual("完成度决定成果的大小，不影响每个人的份额。", "Attainment sets the size of a result, never a person’s share.")
    case .result: Bilingual("关键结果", "Key result")
    case .kind: Bilingual("类型", "Kind")
    case .attainment: Bilingual("完成度", "Attainment")
    case .people: Bilingual("人数", "People")
    case .coverage: Bilingual("覆盖", "Coverage")
    case .notes: Bilingual("说明", "Notes")
    case .whoDidWhat: Bilingual("逐人查看", "Person by person")
    case .member: Bilingual("成员", "Member")
    case .gap: Bilingual("差（百分点）", "Gap (points)")
    case .rhythmTitle: Bilingual("协作节奏", "Rhythm")
    case .rhythmSub:
      Bilingual(
        "只供参考，从不计入份额。没有这类记录的写作“—”。",
        "For orientation only; never part of a share. A dash: nothing of the kind is recorded.")
    case .rhythmMeetings: Bilingual("每人 1:1 次数", "1:1s per person")
    case .rhythmCheckIns: Bilingual("进展更新间隔", "Days between check-ins")
    case .rhythmStale: Bilingual("久未更新的成果", "Stale key results")
    case .rhythmFeedback: Bilingual("给出的反馈", "Feedback given")
    case .rhythmChanges: Bilingual("期中调整目标", "Goals changed")
    case .days: Bilingual("{days} 天", "{days} days")
    case .others: Bilingual("其余 {people} 位", "{people} others")
    case .guest: Bilingual("外组", "guest")
    case .moreResults:
      Bilingual(
        "另有 {count} 个关键结果未列出，数字见导出的表格。",
        "{count} more key results are not listed; their figures are in the exported tables.")
    case .smallSteps: Bilingual("其他 {count} 项", "{count} smaller steps")
    case .answeredSome:
      Bilingual(
        "* 只对部分成果给出答案：这一行按有答案的成果计算。", "* Answered for some of the results only; the row is over those.")
    case .unnamed:
      Bilingual(
        "{count} 个没有署名的关键结果不在这里比较，其中的贡献见个人页。",
        "Key results that nobody is named on are not compared here: {count}. The work in them stands on the own pages.")
    case .promptsTitle: Bilingual("可以这样一起核对", "How to check it together")
    case .total: Bilingual("合计", "Total")
    case .andMore:
      Bilingual(
        "另有 {people} 位份额较小的成员未画出，数字见导出的表格。",
        "{people} more members with smaller shares are not drawn; their figures are in the exported tables.")
    }
  }
}
