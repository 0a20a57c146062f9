internal import Contribution
internal import Reporting
internal import Store

/// The impact assessment, filled from a real run: purpose, data, models, errors, groups, safeguards, retention, decisions.
struct Dossier {
  let run: PublishedRun
  let counts: DossierCounts
  let appeals: AppealRecords.Statistics
  let rubberStamps: Int
  let holds: Int
  let configuration: Configuration
  var figures: SimulationFigures?
  var audit: BiasAudit?

  func markdown(_ language: Language) -> String {
    var document = MarkdownDocument(language)
    document.heading(1, Bilingual("个人信息保护影响评估：Fairshare", "Impact assessment: Fairshare"))
    document.paragraph(
      Bilingual(
        "由真实运行填写：周期 \(run.period)，运行 \(run.run.text)，版本 \(run.engineVersion)，设置摘要 \(run.configHash)，发布于 \(run.publishedAt ?? "–")。",
        "Filled from a real run: period \(run.period), run \(run.run.text), engine \(run.engineVersion), settings \(run.configHash), published \(run.publishedAt ?? "–")."
      ))
    document.paragraph(
      Bilingual(
        "这是材料，不是结论：目的、必要性和风险由公司自己评估并签字。报告和处理记录至少保存三年（个人信息保护法第五十六条）。",
        "This is material, not the assessment: the company judges purpose, necessity and risk itself, and signs. Keep report and records for at least three years (PIPL Art. 56)."
      ))
    open(&document)
    document.heading(2, Bilingual("1. 目的", "1. Purpose"))
    document.paragraph(DossierText.purpose)
    document.heading(2, Bilingual("2. 法律依据与告知", "2. Legal basis and notice"))
    legal(&document)
    document.heading(2, Bilingual("3. 实际读取的数据", "3. Data that were actually read"))
    data(&document)
    document.heading(2, Bilingual("4. 模型", "4. Models"))
    DossierText.models(configuration, into: &document)
    document.heading(2, Bilingual("5. 错误率", "5. Error rates"))
    if let figures {
      DossierText.simulation(figures, into: &document)
    } else {
      document.paragraph(DossierText.noSimulation)
    }
    document.heading(2, Bilingual("6. 各组的比例", "6. Ratios of groups"))
    groups(&document)
    document.heading(2, Bilingual("7. 保障措施", "7. Safeguards"))
    safeguards(&document)
    document.heading(2, Bilingual("8. 保存期限与删除", "8. Retention and erasure"))
    document.paragraph(
      Bilingual(
        "周期结束 \(configuration.retentionMonths) 个月后删除个人数据；留有证明。",
        "Rows about persons go \(configuration.retentionMonths) months after a period's end; proofs stay."))
    table(.proof, Bilingual("证明", "proofs"), &document)
    document.heading(2, Bilingual("9. 决定与申诉", "9. Decisions and appeals"))
    decisions(&document)
    return document.text
  }

  /// What is missing, first of all.
  private func open(_ document: inout MarkdownDocument) {
    var missing: [Bilingual] = []
    if configuration.legalBasis.isEmpty {
      missing.append(Bilingual("没有写明法律依据（legal.basis）。", "No legal basis is named (legal.basis)."))
    }
    if configuration.noticeVersion.isEmpty {
      missing.append(
        Bilingual("没有写明告知的版本（legal.notice_version）。", "No version of the notice is named (legal.notice_version)."))
    }
    if figures == nil { missing.append(DossierText.noSimulation) }
    if let figures, figures.engine != run.engineVersion {
      missing.append(
        Bilingual(
          "模拟的版本是 \(figures.engine)，运行的版本是 \(run.engineVersion)。",
          "The simulation is of version \(figures.engine), the run of \(run.engineVersion)."))
    }
    if audit == nil {
      missing.append(
        Bilingual("没有做各组比较（--attributes）。", "Groups were not compared (--attributes)."))
    }
    if appeals.overdue > 0 {
      missing.append(Bilingual("有 \(appeals.overdue) 件申诉逾期。", "\(appeals.overdue) appeals are or were overdue."))
    }
    if rubberStamps > 0 {
      missing.append(
        Bilingual(
          "有 \(rubberStamps) 位复核人几乎全部秒批。", "\(rubberStamps) reviewers confirm nearly everything within seconds."))
    }
    document.heading(2, Bilingual("待补", "Still open"))
    if missing.isEmpty {
      document.paragraph(Bilingual("没有。", "Nothing."))
    } else {
      document.list(missing)
    }
  }

  private func legal(_ document: inout MarkdownDocument) {
    document.list([
      configuration.legalBasis.isEmpty
        ? Bilingual("法律依据：没有写明。", "Legal basis: not named.")
        : Bilingual("法律依据：\(configuration.legalBasis)", "Legal basis: \(configuration.legalBasis)"),
      configuration.noticeVersion.isEmpty
        ? Bilingual("告知版本：没有写明。", "Version of the notice: not named.")
        : Bilingual("告知版本：\(configuration.noticeVersion)", "Version of the notice: \(configuration.noticeVersion)"),
    ])
  }

  private func data(_ document: inout MarkdownDocument) {
    let rows = Dictionary(counts[.read].map { ($0.name, $0.count) }) { first, _ in first }
    document.table(
      [Bilingual("表", "table"), Bilingual("读取的列", "columns read"), Bilingual("行", "rows")],
      DossierCounts.columnsRead.compactMap { entry in
        guard let count = rows[entry.table.rawValue], count > 0 else { return nil }
        return [entry.table.rawValue, entry.columns.joined(separator: ", "), TextTable.Cell.grouped(count)]
      })
    document.paragraph(
      Bilingual(
        "没有列出的列从不为评分读取，例如职级、任务标题、反馈正文。姓名只用来发现可能重复的记录，并显示在页面上。",
        "Columns that are not listed are never read for scoring: grades, titles of tasks, the words of feedback. Names only serve to notice records that may be doubled, and are shown on pages."
      ))
    table(.keyResult, Bilingual("关键结果", "key results"), &document)
    table(.notice, Bilingual("运行提示", "notices of the run"), &document)
  }

  private func groups(_ document: inout MarkdownDocument) {
    guard let audit else {
      document.paragraph(
        Bilingual("没有提供属性文件，所以没有比较。", "No file of attributes was handed in, so groups were not compared."))
      return
    }
    document.table(
      [
        Bilingual("比较", "measure"), Bilingual("属性", "attribute"), Bilingual("组", "group"), Bilingual("人数", "n"),
        Bilingual("比例", "rate"), Bilingual("比值", "ratio"), Bilingual("p（Holm）", "p (Holm)"), Bilingual("结果", "result"),
      ],
      audit.rows.map { row in
        [
          RightsWord.measure(row.measure)[document.language], row.attribute, row.group,
          row.verdict == .suppressed ? "–" : String(row.people), row.rate.map(DossierText.percent) ?? "–",
          row.ratio.map(Self.three) ?? "–", row.probability.map(Self.three) ?? "–",
          RightsWord.verdict(row.verdict)[document.language],
        ]
      })
    document.list(
      audit.attributes.map {
        Bilingual("\($0.name)：\($0.unknown) 人未知", "\($0.name): \($0.unknown) unknown")
      })
  }

  private func safeguards(_ document: inout MarkdownDocument) {
    document.list([
      Bilingual(
        "新提示先只给本人和人力看 \(configuration.commentDays) 个工作日。",
        "A new flag is seen by the person and HR alone for \(configuration.commentDays) working days."),
      Bilingual(
        "确认要两个人，不能是本人；每个决定都要理由。", "Two people confirm, never the person concerned; every decision has a reason."),
      Bilingual(
        "申诉期间份额冻结；\(configuration.answerDays) 个工作日内答复；更正后对所有成员重算。",
        "A share under appeal is frozen; an answer is due in \(configuration.answerDays) working days; a correction is computed again for all members."
      ),
      Bilingual(
        "`fairshare hold` 立刻让所有读者看不到；现有 \(holds) 项。",
        "`fairshare hold` keeps results from all readers at once; \(holds) in force."),
      Bilingual(
        "给管理层看的数字至少涵盖 \(configuration.smallestGroup) 人。",
        "A figure shown to leadership covers at least \(configuration.smallestGroup) people."),
      Bilingual(
        "每个份额都能逐项解释，各项之和等于份额；决定与申诉串成摘要链。",
        "Every share is explained act by act, and the acts sum to it; decisions and appeals are chained by digests."),
    ])
  }

  private func decisions(_ document: inout MarkdownDocument) {
    table(.finding, Bilingual("提示（种类 状态）", "findings (kind and state)"), &document)
    table(.decision, Bilingual("决定", "decisions"), &document)
    let median = appeals.medianDays.map { JSONValue.number(($0 * 10).rounded() / 10).text } ?? "–"
    document.table(
      [
        Bilingual("申诉", "appeals"), Bilingual("未答复", "open"), Bilingual("支持", "upheld"), Bilingual("维持", "declined"),
        Bilingual("天数中位数", "median days"), Bilingual("逾期", "overdue"),
      ],
      [
        [
          String(appeals.opened), String(appeals.open), String(appeals.upheld), String(appeals.declined), median,
          String(appeals.overdue),
        ]
      ])
  }

  private func table(_ topic: DossierCounts.Topic, _ title: Bilingual, _ document: inout MarkdownDocument) {
    document.table(
      [title, Bilingual("数量", "count")], counts[topic].map { [$0.name, TextTable.Cell.grouped($0.count)] })
  }

  private static func three(_ value: Double) -> String { JSONValue.number((value * 1000).rounded() / 1000).text }
}
