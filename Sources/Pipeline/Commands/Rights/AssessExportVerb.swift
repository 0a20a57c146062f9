internal import Postgres
internal import Reporting
internal import Store

/// `fairshare assess export --out DIR`: the impact-assessment dossier in both languages, filled from a real run.
public struct AssessExportVerb: Verb {
  public static let name = "assess export"
  public let folder: String
  public let period: String?
  /// An answer of `simulate --json`.
  public let simulation: String?
  public let attributes: String?

  public init(folder: String, period: String?, simulation: String?, attributes: String?) {
    self.folder = folder
    self.period = period
    self.simulation = simulation
    self.attributes = attributes
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    let figures = try simulation.map { file throws(Failure) in try SimulationFigures(file: file) }
    let file = try attributes.map { path throws(Failure) in try AttributeFile(path) }
    var connection = try workplace.connect("assess")
    try connection.begin(.repeatableRead, readOnly: true)
    let run = try workplace.published(&connection, period: period)
    var dossier = Dossier(
      run: run, counts: try DossierCounts(&connection, run: run.run),
      appeals: try AppealRecords.statistics(&connection),
      rubberStamps: try CaseRecords.rubberStamps(&connection).count, holds: try HoldRecords.all(&connection).count,
      configuration: workplace.configuration)
    dossier.figures = figures
    if let file {
      dossier.audit = BiasAudit(try FairnessRecord.all(&connection, run: run.run), file, leavesOutSmall: false)
    }
    try connection.rollback()
    if file != nil { try workplace.note(&connection, Self.name, .company, [run.period]) }
    let files = try ReportFiles(folder)
    for (language, name) in [
      (Language.english, "impact-assessment.md"), (.chinese, "impact-assessment.zh-Hans.md"),
    ] {
      try files.write(dossier.markdown(language), to: name)
      console.object("file", ["path": .string("\(files.folder)/\(name)")])
      console.say("\(files.folder)/\(name)")
    }
    if workplace.configuration.legalBasis.isEmpty || workplace.configuration.noticeVersion.isEmpty {
      console.remark(
        Bilingual(
          "配置里没有写明法律依据或告知版本；文件里也这样写。", "The configuration names no legal basis or no notice; the files say so."))
    }
    return VerbResult(state: "written")
  }
}
