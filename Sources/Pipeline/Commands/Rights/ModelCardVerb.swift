internal import Reporting

/// `fairshare model-card --simulation FILE --out DIR`: the card of this version in both languages.
public struct ModelCardVerb: Verb {
  public static let name = "model-card"
  public let simulation: String
  public let folder: String

  public init(simulation: String, folder: String) {
    self.simulation = simulation
    self.folder = folder
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let figures = try SimulationFigures(file: simulation)
    guard figures.engine == Engine.version else {
      throw Failure(
        .configurationUnreadable,
        Bilingual(
          "模拟结果来自版本 \(figures.engine)，不是 \(Engine.version)。",
          "The simulation is of version \(figures.engine), not \(Engine.version)."),
        place: simulation,
        fix: Bilingual(
          "用本版本重新运行 `fairshare simulate --json > 文件`。", "Run `fairshare simulate --json > FILE` with this version."))
    }
    let files = try ReportFiles(folder)
    let card = ModelCard(figures: figures)
    for (language, name) in [(Language.english, "model-card.md"), (.chinese, "model-card.zh-Hans.md")] {
      try files.write(card.markdown(language), to: name)
      console.object("file", ["path": .string("\(files.folder)/\(name)")])
      console.say("\(files.folder)/\(name)")
    }
    return VerbResult(state: "written")
  }
}
