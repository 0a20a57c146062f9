/// Words around every page: header, footer, data tables.
enum FrameWord: WordingKey {
  case brandTitle, skip, language, theme, print, overview, dataTable, fictional
  case purpose, estimates, pointsOnly, interval, run, configuration, seed, models, window, engine, published, digest
  case decisionLog, decisionLogMissing
  case quarter, none, unknownFigure, scrollable, equalModelsNote

  var text: Bilingual {
    switch self {
    case .brandTitle: Bilingual("Fairshare 功劳与贡献报告", "Fairshare credit and contribution report")
    case .skip: Bilingual("跳到正文", "Skip to content")
    case .language: Bilingual("English", "中文")
    case .theme: Bilingual("深色或浅色", "Dark or light")
    case .print: Bilingual("打印", "Print")
    case .overview: Bilingual("概览", "Overview")
    case .dataTable: Bilingual("查看数据表", "Show the data table")
    case .fictional: Bilingual("示例 · 虚构数据", "Sample · fictional data")
    case .purpose:
      Bilingual(
        "本报告用于支持沟通、认可与改进，不单独作为奖惩、定级或解聘的依据。",
        "This report supports talks, recognition and improvement. "
          + "It is no sole basis for reward, grading or dismissal.")
    case .estimates:
      Bilingual(
        "份额为估计值，附 90% 可信区间；数据覆盖低于 60% 或不足 {people} 人的比较不出结论。",
        "Shares are estimates with 90% credible intervals; nothing is concluded below 60% data coverage or "
          + "from fewer than {people} people.")
    case .pointsOnly:
      Bilingual(
        "份额为估计值，本次运行尚无可信区间；数据覆盖低于 60% 或不足 {people} 人的比较不出结论。",
        "Shares are estimates; this run states no credible intervals yet; nothing is concluded below 60% data "
          + "coverage or from fewer than {people} people.")
    case .interval:
      Bilingual(
        "最可能约 {value}，十次里有九次落在 {low} 到 {high} 之间。",
        "Most likely about {value}; nine times in ten between {low} and {high}.")
    case .run: Bilingual("运行", "run")
    case .digest: Bilingual("结果摘要", "result digest")
    case .decisionLog: Bilingual("决定日志 条数与摘要", "decision log, entries and digest")
    case .decisionLogMissing: Bilingual("决定日志 链尾缺失", "decision log: its end is missing")
    case .configuration: Bilingual("配置", "config")
    case .seed: Bilingual("种子", "seed")
    case .models: Bilingual("模型", "models")
    case .window: Bilingual("数据区间", "data window")
    case .engine: Bilingual("引擎", "engine")
    case .published: Bilingual("发布于", "published")
    case .quarter: Bilingual("{year} 年第{word}季度", "{year} {word}")
    case .none: Bilingual("无", "none")
    case .unknownFigure: Bilingual("—", "–")
    case .scrollable: Bilingual("可左右滚动的图表", "Chart, scrolls sideways")
    case .equalModelsNote: Bilingual("见数据表", "see the data table")
    }
  }
}
