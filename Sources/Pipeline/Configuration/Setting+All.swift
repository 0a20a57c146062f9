internal import Contribution
internal import Postgres
internal import Reporting

extension Setting {
  /// Every setting, in the order in which the file lists them.
  public static let all: [Setting] = connection + running + models + rates + quarantine + drift + reports + rights

  static func find(_ key: String) -> Setting? { all.first { $0.key == key } }

  private static let connection: [Setting] = [
    .text(
      "database",
      Bilingual(
        "libpq 连接串，不含密码；留空则全部按 libpq 自己的规则（PGHOST、PGSERVICE 等）",
        "libpq connection string without a password; empty leaves all to libpq's own rules (PGHOST, PGSERVICE, ...)"),
      Bilingual("不含密码的连接串", "a connection string without a password in it"), \.database,
      where: { !$0.contains("\0") }),
    .text(
      "source.schema", Bilingual("存放约定表或公司视图的 schema", "schema with the contract's tables or a company's views"),
      Bilingual("1 到 63 字节的名字", "a name of 1 to 63 bytes"), \.sourceSchema,
      where: { (1...63).contains($0.utf8.count) && !$0.contains("\0") }),
    .text(
      "source.zone", Bilingual("没有时区的时间按这个时区理解", "zone of times that come without one"),
      Bilingual("时区名，例如 Asia/Shanghai", "the name of a zone, for example Asia/Shanghai"), \.sourceZone,
      where: { !$0.isEmpty && $0.utf8.count <= 64 && !$0.contains("\0") }),
  ]

  private static let running: [Setting] = [
    .integer(
      "run.jobs",
      Bilingual(
        "评分和写报告的线程数；大于 1 时用两个会话读取",
        "threads that score and make pages; two sessions read when it is above 1"), 1...256,
      \.jobs),
    .integer(
      "run.patience_seconds",
      Bilingual(
        "服务器最多可以沉默多少秒；等锁的时间是它的五分之四",
        "seconds that the server may be silent; locks are waited for four fifths of it"), 2...3600, \.patience),
    Setting(
      key: "run.seed", kind: .integer,
      summary: Bilingual(
        "随机数种子；不写则由周期和设置推出", "seed of the random draws; left out, it is derived from period and settings"),
      allowed: Bilingual("不小于 0 的整数", "a whole number from 0"),
      get: { $0.seed.flatMap { Int(exactly: $0) }.map { .integer($0) } ?? .none },
      set: { configuration, value in
        guard case .integer(let number) = value, number >= 0 else { return false }
        configuration.seed = UInt64(number)
        return true
      }),
    .text(
      "run.artefacts",
      Bilingual(
        "每次发布后在这个文件夹里写 <运行编号>/run.json；留空不写",
        "folder in which each published run leaves <run id>/run.json; empty for none"),
      Bilingual("一个文件夹，或留空", "a folder, or nothing"), \.artefacts, where: { !$0.contains("\0") }),
  ]

  private static let models: [Setting] = [
    Setting(
      key: "models.learns_rates", kind: .flag,
      summary: Bilingual(
        "是否可以从同伴评价中学习换算率；否则用下面的数值", "whether exchange rates may be learned from peer ratings; else those below stand"),
      allowed: Bilingual("true 或 false", "true or false"), get: { .flag($0.learnsRates) },
      set: { configuration, value in
        guard case .flag(let flag) = value else { return false }
        configuration.learnsRates = flag
        return true
      }),
    .number(
      "models.review_tau",
      Bilingual(
        "评审达到任务工作量 63% 时的深度：评论数加两倍的修改请求数",
        "depth at which a review has reached 63 % of a task's effort: comments plus twice the requests for change"),
      Bilingual("大于 0，不超过 1000", "above 0, at most 1000"), get: { $0.reviewTau }, set: { $0.reviewTau = $1 },
      where: { $0 > 0 && $0 <= 1000 }),
    .number(
      "models.support_weight", Bilingual("任务价值中支援最多占多少", "what part of a task's worth support can be"),
      Bilingual("0 到 1", "0 to 1"), get: { $0.supportWeight }, set: { $0.supportWeight = $1 },
      where: { (0...1).contains($0) }),
    .text(
      "models.shapley_gate", Bilingual("沙普利值的任务规则", "rule of a task in the Shapley model"),
      Bilingual("\"per-task\" 或 \"support-rent\"", "\"per-task\" or \"support-rent\""), \.shapleyGate,
      where: { $0 == "per-task" || $0 == "support-rent" }),
    .number(
      "models.half_life_days",
      Bilingual("证据的半衰期（天）；不写则全部足额计入", "half-life of evidence in days; left out, all of it counts in full"),
      Bilingual("大于 0，不超过 36500", "above 0, at most 36500"), get: { $0.halfLifeDays },
      set: { $0.halfLifeDays = $1 }, where: { $0 > 0 && $0 <= 36_500 }),
  ]

  private static let rates: [Setting] = Channel.allCases.map { channel in
    .number(
      "rates.\(channel.rawValue)",
      Bilingual(
        "“\(CommandWord.channel(channel).chinese)”一个单位抵多少自己完成的工作",
        "worth of a unit of \"\(CommandWord.channel(channel).english)\" in units of own work"),
      Bilingual("0 到 1000", "0 to 1000"), get: { $0.rates[channel] },
      set: { configuration, value in
        var all = configuration.rates.rates
        all[channel.index] = value
        if let rates = ExchangeRates(all) { configuration.rates = rates }
      }, where: { (0...1000).contains($0) })
  }

  private static let quarantine: [Setting] = [
    .number(
      "quarantine.table_limit",
      Bilingual("一张表里有问题的行超过这个比例就拒绝运行", "part of a table's rows that may be faulty before the run is refused"),
      Bilingual("0 到 1", "0 to 1"), get: { $0.quarantineLimit }, set: { $0.quarantineLimit = $1 },
      where: { (0...1).contains($0) }),
    .number(
      "quarantine.evidence_limit",
      Bilingual(
        "所有证据行里有问题的超过这个比例就拒绝运行", "part of all rows of evidence that may be faulty before the run is refused"),
      Bilingual("0 到 1", "0 to 1"), get: { $0.evidenceLimit }, set: { $0.evidenceLimit = $1 },
      where: { (0...1).contains($0) }),
    .integer(
      "quarantine.minimum_rows", Bilingual("有问题的行少于这个数时从不拒绝", "below this many faulty rows a table is never refused"),
      0...1_000_000_000,
      \.quarantineMinimum),
  ]

  private static let drift: [Setting] = [
    .number(
      "drift.points",
      Bilingual(
        "与已发布的运行相比，份额变动超过多少个百分点算变动", "percentage points by which a person's shares must move to count as moved"),
      Bilingual("0 到 100", "0 to 100"), get: { $0.driftPoints }, set: { $0.driftPoints = $1 },
      where: { (0...100).contains($0) }),
    .number(
      "drift.people_limit",
      Bilingual("变动的人超过这个比例就暂不发布", "part of the people that may move before the result is held back"),
      Bilingual("0 到 1", "0 to 1"), get: { $0.driftPeople }, set: { $0.driftPeople = $1 },
      where: { (0...1).contains($0) }),
    .integer(
      "drift.minimum_people", Bilingual("变动的人少于这个数时从不暂停", "below this many moved people a result is never held back"),
      1...1_000_000_000, \.driftMinimum),
    .number(
      "drift.engine_people_limit",
      Bilingual(
        "换引擎版本时，变动的人超过这个比例就暂不发布",
        "part of the people that another version of the engine may move before its first result is held back"),
      Bilingual("0 到 1", "0 to 1"), get: { $0.enginePeople }, set: { $0.enginePeople = $1 },
      where: { (0...1).contains($0) }),
    .number(
      "drift.engine_flags_limit",
      Bilingual(
        "换引擎版本时，新增和消失的提示超过这个比例就暂不发布",
        "part of the flags that may appear or disappear with another version of the engine before its first result is held back"
      ), Bilingual("0 到 1", "0 to 1"), get: { $0.engineFlags }, set: { $0.engineFlags = $1 },
      where: { (0...1).contains($0) }),
  ]

  private static let reports: [Setting] = [
    .text(
      "report.company",
      Bilingual("报告上的公司名；留空取最上层团队的名字", "name of the company on reports; empty takes the team at the top"),
      Bilingual("任意文字", "any text"), \.company),
    Setting(
      key: "report.fictional", kind: .flag,
      summary: Bilingual("报告是否标明公司是虚构的", "whether reports say that the company is invented"),
      allowed: Bilingual("true 或 false", "true or false"), get: { .flag($0.isFictional) },
      set: { configuration, value in
        guard case .flag(let flag) = value else { return false }
        configuration.isFictional = flag
        return true
      }),
    .integer(
      "report.smallest_group", Bilingual("给管理层看的数字至少涵盖多少人", "fewest people of a figure that is shown to leadership"),
      1...1000,
      \.smallestGroup),
  ]
  private static let rights: [Setting] = [
    .integer(
      "rights.comment_days",
      Bilingual(
        "新提示先只给本人和人力看多少个工作日；0 表示管理者立刻可见",
        "working days in which only the person and HR see a new prompt; 0 shows it to leaders at once"), 0...60,
      \.commentDays),
    .integer(
      "rights.answer_days",
      Bilingual("申诉应在多少个工作日内答复", "working days within which an appeal is to be answered"), 1...60, \.answerDays),
    .integer(
      "rights.retention_months",
      Bilingual("周期结束后，个人数据保留多少个月", "months after a period's end for which rows about persons are kept"), 1...240,
      \.retentionMonths),
    .text(
      "legal.basis",
      Bilingual(
        "处理个人信息的法律依据，用公司自己的话写", "legal basis of processing, in the company's own words"),
      Bilingual("任意文字", "any text"), \.legalBasis),
    .text(
      "legal.notice_version", Bilingual("告知员工的说明是哪一版", "version of the notice that people were given"),
      Bilingual("任意文字", "any text"), \.noticeVersion),
  ]
}
