/// Words of the review queue and of the page of one case.
enum ReviewWord: WordingKey {
  case eyebrow, title, caseTitle, leadNone, leadCounts, notAFinding
  case id, member, prompt, figures, agree, possible, step, status
  case previous, next, sheet, sheetStart, sheets, inWorkbook
  case filter, filterStatus, filterPrompt, filterWords, filterAny, filterSend, filterAll, filterFound, filterNone
  case agreeOf, agreeFew, agreePeriods, noReasonFound, due, keyResult, watched
  case open, inReview, confirmed, cleared, notJudged, by, commentUntil
  case checksTitle, check1, check2, check3, check4, wordsTitle, wordsThin
  case falseTitle, falseDecided, falseNone, falseExpected, falseReasons
  case over, under, uncredited, nominal, rubber, ring, inflated, keyPerson, other
  case stepEvidence, stepAuthors, stepRecord, stepReviews, stepEffort, stepCover, stepData, stepWait
  case caseLead, modelsTitle, modelsSub, whyTitle, whySub, pro, con, more
  case recordsTitle, recordsSub, recordPlace, recordKind, recordPart, noRecords
  case rangeTitle, rangeSub, rangeText, historyTitle, historyNone, decidedAt, decidedBy, decision, reason, decideTitle
  case decideText, appealsTitle, appealOpened, appealText, appealAnswer, appealOpen, queueLink, creditedNow

  var text: Bilingual {
    switch self {
    case .eyebrow: Bilingual("HR 复核 · 仅 HR 复核人可见", "HR review · for HR reviewers only")
    case .title: Bilingual("复核清单 · {period}", "Review queue · {period}")
    case .caseTitle: Bilingual("{name} · {what}", "{name} · {what}")
    case .leadNone: Bilingual("本期**没有需要核对的记录**。", "**No record needs a check** in this period.")
    case .leadCounts:
      Bilingual(
        "本期 {all} 处：**{open} 处待处理**，{review} 处复核中，{confirmed} 处已确认，{cleared} 处已解除，{thin} 处暂不判断。",
        "{all} in this period: **{open} open**, {review} in review, {confirmed} confirmed, {cleared} cleared, {thin} not "
          + "judged.")
    case .notAFinding:
      Bilingual(
        "**提示不是结论**：先排除数据缺漏与正当原因，再和当事人沟通。结果由人决定，不会自动写入绩效。",
        "**A prompt is not a finding**: rule out missing data and good reasons first, then talk. People decide; nothing "
          + "is written to a review by itself.")
    case .id: Bilingual("编号", "Case")
    case .member: Bilingual("成员与团队", "Member, team")
    case .prompt: Bilingual("提示", "Prompt")
    case .figures: Bilingual("功劳 → 贡献", "Credit → contribution")
    case .agree: Bilingual("算法一致", "Models agree")
    case .possible: Bilingual("可能的原因（先核对）", "Possible reason (check first)")
    case .step: Bilingual("建议动作", "Suggested step")
    case .status: Bilingual("状态", "Status")
    case .agreeOf: Bilingual("{agree} / {all} 种算法", "{agree} of {all} models")
    case .agreeFew: Bilingual("不足 {least} 种，先不沟通", "under {least}: do not proceed")
    case .agreePeriods: Bilingual("连续 {periods} 期", "periods in a row: {periods}")
    case .noReasonFound: Bilingual("数据里没有找到原因，请先询问", "No reason found in the data; ask first")
    case .due: Bilingual("{date} 前", "by {date}")
    case .keyResult: Bilingual("关键结果", "Key result")
    case .watched:
      Bilingual("另有 {count} 处只作观察，没有达到提示的标准。", "Watched only, below the bar for a prompt: {count}.")
    case .previous: Bilingual("‹ 上一页", "‹ Previous")
    case .next: Bilingual("下一页 ›", "Next ›")
    case .sheet:
      Bilingual(
        "第 {page} 页，共 {pages} 页。待处理的在前，再按团队和姓名。", "Page {page} of {pages}. Open cases first, then by team and name.")
    case .sheetStart: Bilingual("{page} · {status} · {team}", "{page} · {status} · {team}")
    case .sheets: Bilingual("各页的开头", "Where each page begins")
    case .inWorkbook:
      Bilingual(
        "要按提示、团队或状态筛选，请打开同一文件夹里的 fairshare.xlsx，“提示”表带筛选。",
        "To filter by prompt, team or state, open fairshare.xlsx in the same folder: its sheet of prompts has filters.")
    case .filter: Bilingual("筛选", "Filter")
    case .filterStatus: Bilingual("状态", "Status")
    case .filterPrompt: Bilingual("提示", "Prompt")
    case .filterWords: Bilingual("团队、姓名或编号", "Team, name or id")
    case .filterAny: Bilingual("全部", "all")
    case .filterSend: Bilingual("显示", "Show")
    case .filterAll: Bilingual("取消筛选", "Show all")
    case .filterFound: Bilingual("符合条件的有 {count} 处。", "Cases that match: {count}.")
    case .filterNone: Bilingual("没有符合条件的记录。", "No case matches.")
    case .open: Bilingual("待处理", "Open")
    case .inReview: Bilingual("复核中", "In review")
    case .confirmed: Bilingual("已确认", "Confirmed")
    case .cleared: Bilingual("已解除", "Cleared")
    case .notJudged: Bilingual("暂不判断", "Not judged")
    case .by: Bilingual("{who} · {date}", "{who} · {date}")
    case .commentUntil: Bilingual("本人意见期到 {date}", "comments until {date}")
    case .checksTitle: Bilingual("沟通前的四项核对", "Four checks before any talk")
    case .check1:
      Bilingual("数据是否完整：出勤、转组、未接入系统的工作。", "Is the data complete: leave, transfers, work outside the systems?")
    case .check2:
      Bilingual(
        "是否有正当原因：带新人、保密项目、被指派的角色。", "Is there a good reason: mentoring, confidential work, an assigned role?")
    case .check3:
      Bilingual("算法是否一致：少于 {least} 种一致时不进入沟通。", "Do the models agree: with fewer than {least}, do not proceed.")
    case .check4:
      Bilingual("两人复核：HR 与负责人都确认后才联系当事人。", "Two people: HR and the lead both confirm before contact.")
    case .wordsTitle: Bilingual("可直接使用的沟通用语", "Words you can use")
    case .wordsThin:
      Bilingual("这个季度的数据还不够，我们不作判断。", "There is not enough data this quarter, so we draw no conclusion.")
    case .falseTitle: Bilingual("误报率", "False alarms")
    case .falseDecided:
      Bilingual(
        "到目前为止，人工复核了 {decided} 处，其中 {cleared} 处解除：误报率 **{rate}**。",
        "So far people decided {decided} prompts and cleared {cleared} of them: **{rate}** false alarms.")
    case .falseNone:
      Bilingual("还没有人工决定，误报率**尚不可知**。", "Nobody has decided a prompt yet, so the rate is **not known**.")
    case .falseExpected:
      Bilingual(
        "按模型估计，本期提示中最多 {share} 是误报。", "By the model’s own estimate at most {share} of this period’s prompts are false.")
    case .falseReasons:
      Bilingual("解除一处提示必须写明理由，理由计入这里的误报率。", "Clearing a prompt needs a reason, and feeds this rate.")
    case .over: Bilingual("功劳记录待核对", "Credit record to check")
    case .under: Bilingual("贡献可能未被充分看见", "Contribution may be under-recognised")
    case .uncredited: Bilingual("有贡献，但没有署名", "Contributed, but not named")
    case .nominal: Bilingual("有署名，还没有看到记录", "Named, no records seen yet")
    case .rubber: Bilingual("评审很快，没有留下意见", "Very quick reviews without remarks")
    case .ring: Bilingual("互相评审集中在少数人", "Reviews stay among few people")
    case .inflated: Bilingual("工作量高于同类任务", "Effort above similar tasks")
    case .keyPerson: Bilingual("成果依赖一个人", "The result depends on one person")
    case .other: Bilingual("需要看一看（{code}）", "Worth a look ({code})")
    case .stepEvidence: Bilingual("请本人补充证据", "Invite the member’s own evidence")
    case .stepAuthors: Bilingual("与负责人核对署名", "Check authorship with the lead")
    case .stepRecord: Bilingual("补记署名并致谢", "Complete the record, say thanks")
    case .stepReviews: Bilingual("和团队看看评审怎么分工", "Look at how reviews are shared out")
    case .stepEffort: Bilingual("核对工作量的口径", "Check how effort is estimated")
    case .stepCover: Bilingual("安排备份与交接", "Plan cover and handover")
    case .stepData: Bilingual("先补全数据再看", "Complete the data first")
    case .stepWait: Bilingual("暂不处理，下期再看", "Wait for the next period")
    case .caseLead:
      Bilingual(
        "这项成果记在名下的是 **{credited}**，按证据最可能约 **{contributed}**（十次里有九次落在 {low} 到 {high} 之间）。",
        "Credited for this result: **{credited}**. The evidence says most likely about **{contributed}** (nine times in ten between {low} "
          + "and {high}).")
    case .modelsTitle: Bilingual("每种算法怎么看", "What each model says")
    case .modelsSub:
      Bilingual(
        "{all} 种算法里 {agree} 种与提示同向。虚线是已记的功劳。",
        "{agree} of {all} models point the same way as the prompt. The broken line is the credit on record.")
    case .whyTitle: Bilingual("为什么会有这条提示", "Why there is a prompt")
    case .whySub: Bilingual("先看可能的原因，再看支持它的记录。", "Look at possible reasons first, then at what supports it.")
    case .pro: Bilingual("支持", "Supports it")
    case .con: Bilingual("可能的原因", "Possible reason")
    case .more: Bilingual("会改变判断", "Would change it")
    case .recordsTitle: Bilingual("分量最重的记录", "The records that weigh most")
    case .recordsSub: Bilingual("可以在原系统里逐条核对。", "Each can be checked in its own system.")
    case .recordPlace: Bilingual("出处", "Where")
    case .recordKind: Bilingual("种类", "Kind")
    case .recordPart: Bilingual("占这项成果", "Of the result")
    case .noRecords: Bilingual("没有任何记录。", "There are no records.")
    case .rangeTitle: Bilingual("怎样才不会有这条提示", "When there would be no prompt")
    case .rangeSub: Bilingual("只改署名或功劳记录，其他都不变。", "Changing only the credit on record, nothing else.")
    case .rangeText:
      Bilingual(
        "如果记在名下的功劳在 **{low} 到 {high}** 之间，就不会有这条提示。",
        "With a credit on record **between {low} and {high}** there would be no prompt.")
    case .historyTitle: Bilingual("决定与经过", "Decisions so far")
    case .historyNone: Bilingual("还没有人作过决定。", "Nobody has decided yet.")
    case .decidedAt: Bilingual("时间", "When")
    case .decidedBy: Bilingual("由谁", "Who")
    case .decision: Bilingual("决定", "Decision")
    case .reason: Bilingual("理由", "Reason")
    case .decideTitle: Bilingual("怎样作出决定：", "How to decide:")
    case .decideText:
      Bilingual(
        "核对之后，由 HR 复核人写明理由：已确认、已解除或暂不判断。决定只能追加，不能改写。",
        "After the checks an HR reviewer decides with a reason: confirmed, cleared or not judged. Decisions are added, never "
          + "rewritten.")
    case .appealsTitle: Bilingual("当事人的说明与更正", "What the member says")
    case .appealOpened: Bilingual("提出", "Opened")
    case .appealText: Bilingual("说明", "Text")
    case .appealAnswer: Bilingual("答复", "Answer")
    case .appealOpen: Bilingual("等待答复", "waiting for an answer")
    case .queueLink: Bilingual("复核清单", "Review queue")
    case .creditedNow: Bilingual("已记", "on record")
    }
  }
}
