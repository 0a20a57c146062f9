/// Words of a person's own page, in the second person.
enum OwnWord: WordingKey {
  case eyebrow, title, lead, leadPoint, leadFine, leadApart, leadNothing, leadReason, creditedOnly
  case trendTitle, trendSub, trendNone, points
  case sourceTitle, sourceSub, sourceActs
  case whyTitle, whySub, pathTitle, pathSub, you, yourKeyResult, company, goal
  case resultsTitle, resultsSub, notNamed, named, hidden
  case outTitle, outReviews, outHelp, outUnblocking, outThanks, outLearning, outTasks, outReach, outNone
  case nextTitle, nextAuthor, nextLink, nextWriteUp, nextChecklist, nextRecord
  case correctTitle, correctText, correctWays, correctNoHarm, appealsTitle, commentUntil
  case whoTitle, whoSees, whoNot, whoLaw

  var text: Bilingual {
    switch self {
    case .eyebrow: Bilingual("个人页 · 仅本人、直属负责人与 HR 复核人可见", "Your page · visible to you, your lead and the HR reviewer")
    case .title: Bilingual("{name}，这是你在 {period}的贡献", "{name}, here is your contribution in {period}")
    case .lead:
      Bilingual(
        "证据显示，你贡献了{team}成果的 **{low} 到 {high}**（最可能约 {value}）。目前记在你名下的是 **{credited}**。",
        "The evidence puts your part of the outcome of {team} at **{low} to {high}** (most likely about {value}). "
          + "Credited to you today: **{credited}**.")
    case .leadPoint:
      Bilingual(
        "证据显示，你贡献了{team}成果的约 **{value}**。目前记在你名下的是 **{credited}**。",
        "The evidence puts your part of the outcome of {team} at about **{value}**. Credited to you today: "
          + "**{credited}**.")
    case .leadFine: Bilingual("两者基本一致，谢谢你的工作。", "The two agree. Thank you for your work.")
    case .leadApart:
      Bilingual(
        "两者相差 {points} 个百分点，还不足以提示什么。如果有漏记，请告诉我们。",
        "The two differ by {points} points, too little for a prompt. Tell us if something is missing.")
    case .leadNothing:
      Bilingual(
        "这个周期**还没有记录到你的成果**。这不表示你没有贡献，可能只是没有记下来。",
        "**No results are on record** for you in this period. That does not mean you did nothing; it may just not be "
          + "written down.")
    case .leadReason: Bilingual("**本期不显示份额**：{reason}", "**No share is shown this time:** {reason}")
    case .creditedOnly: Bilingual("已记 {share}", "credited {share}")
    case .trendTitle: Bilingual("你近几期的变化", "Your recent periods")
    case .trendSub:
      Bilingual(
        "色带是不确定的范围：范围宽，说明证据还少。单位是成果点：成果的权重乘以完成度，再乘以你的份额。",
        "The band shows uncertainty: wide means there is little evidence yet. In result points: a result’s weight times "
          + "attainment times your part.")
    case .trendNone: Bilingual("有两期以上的结果后，这里会画出变化。", "A line is drawn here once there are two periods.")
    case .points: Bilingual("{value} 点", "{value} pts")
    case .sourceTitle: Bilingual("你的贡献来自哪里", "Where it comes from")
    case .sourceSub:
      Bilingual("全部记录合计 100%。评审与支援和“写代码”一样计入。", "All your records make 100%. Reviews and help count like code does.")
    case .sourceActs: Bilingual("{acts} 条记录", "records: {acts}")
    case .whyTitle: Bilingual("为什么是这个份额", "Why this share")
    case .whySub: Bilingual("从平均起点出发，逐项加减。", "From an equal start, step by step.")
    case .pathTitle: Bilingual("你的工作怎样支持公司目标", "How your work supports company goals")
    case .pathSub: Bilingual("从你做的事，一路连到公司目标。", "From what you did, all the way to a company goal.")
    case .you: Bilingual("你", "You")
    case .yourKeyResult: Bilingual("{acts} 条记录", "records: {acts}")
    case .company: Bilingual("公司目标", "Company goal")
    case .goal: Bilingual("目标", "Goal")
    case .resultsTitle: Bilingual("你参与的关键结果", "Key results you took part in")
    case .resultsSub:
      Bilingual("份额是你在这一项成果里的部分，不是绩效分数。", "A share is your part of this one result, not a rating.")
    case .notNamed: Bilingual("还没有你的署名", "you are not named yet")
    case .named: Bilingual("已有你的署名", "you are named")
    case .hidden: Bilingual("不足 {people} 人，不显示", "not shown under {people} people")
    case .outTitle: Bilingual("你的亮点", "What stood out")
    case .outReviews: Bilingual("你做了 {count} 次评审，帮别人的工作变得更好。", "Reviews that made others’ work better: {count}.")
    case .outHelp: Bilingual("你在 {count} 项别人的任务里帮了忙。", "Tasks of others that you helped on: {count}.")
    case .outUnblocking: Bilingual("你 {count} 次为别人扫清了阻塞。", "Times you cleared the way for others: {count}.")
    case .outThanks: Bilingual("同事 {count} 次在反馈里感谢你。", "Thanks from colleagues in feedback: {count}.")
    case .outLearning:
      Bilingual(
        "你记录了 {count} 次试验与复盘，学到的经验计入贡献。", "Trials you wrote up, which count as contribution: {count}.")
    case .outTasks: Bilingual("你交付了 {count} 项任务。", "Tasks you delivered: {count}.")
    case .outReach: Bilingual("你的工作支持了 {count} 个公司目标。", "Company goals that your work supports: {count}.")
    case .outNone: Bilingual("记录还不多，先看看有没有漏记的工作。", "Records are few so far; see whether work is missing.")
    case .nextTitle: Bilingual("下一步可以试试", "You could try next")
    case .nextAuthor:
      Bilingual(
        "和负责人聊聊“{title}”的署名：你参与了，但还没有写上你。",
        "Talk to your lead about the authors of “{title}”: you took part but are not named.")
    case .nextLink:
      Bilingual("把还没有关联目标的任务挂到目标上，让它们被看见。", "Link tasks without a goal to one, so that they are seen.")
    case .nextWriteUp: Bilingual("把试验的复盘分享给一个可能用得上的团队。", "Share the write-up of a trial with a team that may reuse it.")
    case .nextChecklist: Bilingual("把评审要点写成文档，让更多团队用上。", "Write your review checklist down so that others can use it.")
    case .nextRecord: Bilingual("把评审、支援这类工作随手记下来。", "Note reviews and help as you go.")
    case .correctTitle: Bilingual("有不对的地方？", "Something not right?")
    case .correctText:
      Bilingual(
        "数据可能漏记。你可以补充证据、说明情况或提出更正，{days} 个工作日内由 HR 与负责人共同答复。",
        "Data can miss things. You can add evidence, explain or ask for a correction; HR and your lead answer together within "
          + "{days} working days.")
    case .correctWays:
      Bilingual(
        "告诉你的负责人或 HR 复核人，写明是哪一项成果、缺了什么；他们会登记，你会收到编号。",
        "Tell your lead or the HR reviewer which result it is and what is missing; they register it and you get a number."
      )
    case .correctNoHarm: Bilingual("提出更正不会影响你的评价。", "Asking has no effect on your review.")
    case .appealsTitle: Bilingual("你提出的更正", "What you asked for")
    case .commentUntil:
      Bilingual(
        "到 {date} 为止，只有你和 HR 能看到下面的提示。请先看看，有话可以先说。",
        "Until {date} only you and HR see the prompt below. Look at it first, and say what you want to say.")
    case .whoTitle: Bilingual("谁能看到这一页", "Who can see this page")
    case .whoSees:
      Bilingual("能看到本页的人：你、你的直属负责人、HR 复核人。", "You, your direct lead and the HR reviewer.")
    case .whoNot:
      Bilingual(
        "你看不到同事的个人页，同事也看不到你的；管理层概览里没有任何人的名字。",
        "You cannot see colleagues’ pages and they cannot see yours; the leadership overview names nobody.")
    case .whoLaw:
      Bilingual(
        "你有权查阅、复制和更正这些数据，也有权要求由人来复核。",
        "You may see, copy and correct this data, and ask that a person reviews it.")
    }
  }
}
