/// Words of the live page of a case, and of pages that only say something.
enum LiveWord: WordingKey {
  case decideTitle, decideSub, confirm, clear, leave, reasonLabel, send, inName
  case auditTitle, auditSub, auditClosed, auditNone, auditAt, auditBy, auditAction, auditDetail
  case refused, back

  var text: Bilingual {
    switch self {
    case .decideTitle: Bilingual("你的决定", "Your decision")
    case .decideSub:
      Bilingual(
        "请先看完上面的四项检查。决定会保留，不能更改，只能再写一条。",
        "Go through the four checks above first. A decision is kept: it cannot be changed, only followed by another.")
    case .confirm: Bilingual("已确认：记录需要更正", "Confirmed: the record needs a correction")
    case .clear: Bilingual("已解除：有合理原因", "Cleared: there is a good reason")
    case .leave: Bilingual("不判断：数据不足", "Not judged: there is too little data")
    case .reasonLabel: Bilingual("理由（别人要看得懂）", "Reason, so that others can follow")
    case .send: Bilingual("记下决定", "Record the decision")
    case .inName: Bilingual("将以 {login} 的名义记下。", "It will be recorded in the name of {login}.")
    case .auditTitle: Bilingual("审计记录", "Audit trail")
    case .auditSub: Bilingual("谁在什么时候对这条提示做了什么。", "Who did what about this prompt, and when.")
    case .auditClosed: Bilingual("这个登录无权查看审计记录。", "This login may not read the audit trail.")
    case .auditNone: Bilingual("还没有记录。", "Nothing is on record yet.")
    case .auditAt: Bilingual("时间（UTC）", "Time (UTC)")
    case .auditBy: Bilingual("谁", "Who")
    case .auditAction: Bilingual("做了什么", "What")
    case .auditDetail: Bilingual("内容", "Detail")
    case .refused: Bilingual("没有记下：{why}", "Not recorded: {why}")
    case .back: Bilingual("回到首页", "Back to the first page")
    }
  }
}
