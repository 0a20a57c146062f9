internal import Reporting

/// What a release is, what it is for, how wrong it is and where it ends: from figures that `fairshare simulate` measured.
struct ModelCard {
  let figures: SimulationFigures

  func markdown(_ language: Language) -> String {
    var document = MarkdownDocument(language)
    document.heading(1, Bilingual("模型卡：Fairshare \(Engine.version)", "Model card: Fairshare \(Engine.version)"))
    document.paragraph(
      Bilingual(
        "由 `fairshare model-card` 根据 docs/model-card.jsonl 写出；测试保证它与本版本一致。",
        "Written by `fairshare model-card` from docs/model-card.jsonl; a test keeps it true to this version."))
    document.heading(2, Bilingual("用途", "Intended use"))
    document.paragraph(DossierText.purpose)
    document.list([
      Bilingual(
        "比较一个关键结果里的功劳记录与证据，提出请人核对的问题。",
        "Compare credit on record with evidence within one key result, and raise questions for people to check."),
      Bilingual(
        "不用于：给人排名、跨公司比较、决定薪酬或去留、衡量没有记录的工作。",
        "Not for: ranking people, comparing companies, deciding pay or dismissal, or measuring work that leaves no record."
      ),
    ])
    document.heading(2, Bilingual("模型", "Models"))
    DossierText.models(Configuration(), into: &document)
    document.heading(2, Bilingual("错误率", "Error rates"))
    DossierText.simulation(figures, into: &document)
    document.heading(2, Bilingual("已知局限", "Known limits"))
    document.list([
      Bilingual(
        "没有同伴评价时，误差接近只看证据；区间诚实但宽，几乎没有提示。",
        "Without peer ratings the error is close to that of evidence alone: intervals are honest but wide, and there are hardly any findings."
      ),
      Bilingual(
        "自报工作量翻倍能使自己的份额上升（见上表 inflating）；`inflated_effort` 会提示。",
        "Doubling one's own efforts raises one's share (see inflating above); `inflated_effort` looks for it."),
      Bilingual(
        "评分者若有共同的偏爱，区间会过窄；抽查能发现，其他数据不能。",
        "Where raters share a halo, intervals are too narrow; spot checks can tell, nothing else can."),
      Bilingual(
        "几乎没有留下记录的人（0 到 3 项证据）最难判断。", "People who leave hardly any record (0 to 3 acts) are the hardest to judge."),
    ])
    document.paragraph(
      Bilingual("公式、来源与试过而放弃的做法：docs/science.md。", "Formulas, sources and what was tried and dropped: docs/science.md.")
    )
    document.heading(2, Bilingual("对人的保障", "Safeguards for people"))
    document.paragraph(
      Bilingual(
        "意见期、两人确认、申诉、暂停、保留期与删除：docs/rights.md。",
        "Comment window, two people to confirm, appeals, holds, retention and erasure: docs/rights.md."))
    return document.text
  }
}
