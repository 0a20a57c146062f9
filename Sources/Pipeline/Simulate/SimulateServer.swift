internal import Attribution
internal import Contribution
internal import FairshareSQL
internal import Glibc
internal import LocalServer
internal import Postgres
internal import Reporting
internal import Simulation
internal import Store

/// A private server on which companies with known truth go the way of every company: files, import, nightly run, views.
struct SimulateServer {
  /// What the published views say about a company.
  struct Published {
    var shares: [Evaluation.PublishedShare] = []
    var claims: [FindingEvaluation.Claim] = []
    /// Answers of methods that are no models of a run.
    var others: [MethodComparison.Answer] = []
    var outcome: RunOutcome
  }

  private let server: LocalServer
  private let settings: Configuration
  private static let template = "simulated"
  private static let company = "company"
  private static let period = "2026-Q1"

  /// Starts the server and migrates the database that all companies are copies of.
  ///
  /// - Parameter settings: how key results are scored; where they lie is replaced.
  init(_ settings: Configuration) throws {
    LocalServer.removeLeftovers()
    server = try LocalServer()
    self.settings = settings
    try server.createDatabase(Self.template)
    _ = try workplace(Self.template).migrate()
  }

  func stop() { server.stop() }

  /// Scores one company by the nightly run and reads what was published.
  ///
  /// - Parameters:
  ///   - ablation: what the run has to do without.
  ///   - compares: whether other methods are applied to the same records.
  /// - Throws: `Failure` where the import or a key result was refused: then the figures would flatter.
  func score(
    _ company: SimulatedCompany, without ablation: SimulateAblation? = nil, compares: Bool = false
  ) throws -> Published {
    // In the server's folder, which its watchdog removes even when this process is killed.
    let folder = server.folder + "/tables"
    try Self.write(ablation?.tables(company.tables) ?? company.tables, folder)
    return try withDatabase { workplace in
      try load(folder, workplace)
      var run = NightlyRun(
        settings: workplace.settings, configuration: workplace.configuration, period: Self.period)
      run.choices = ablation?.choices ?? run.choices
      let outcome = try run.run()
      if let skipped = outcome.skipped.first {
        throw Failure(
          .internalFault, Bilingual("有一个模拟的关键结果无法评分。", "A simulated key result could not be scored."),
          why: Bilingual(same: skipped.why))
      }
      var connection = try Connection(workplace.settings)
      var published = Published(outcome: outcome)
      published.shares = try Self.shares(&connection)
      published.claims = try Self.claims(&connection)
      if compares { published.others = try Self.others(workplace) }
      return published
    }
  }

  /// Reads who took part in which task from a folder of contract CSV files.
  func structure(_ folder: String, period: String?) throws -> [PlantedTruth.Task] {
    try withDatabase { workplace in
      try load(folder, workplace)
      var connection = try Connection(workplace.settings)
      let rows = try connection.execute(Query.structureTasks.sql, [.text(period ?? "")])
      var tasks: [PlantedTruth.Task] = []
      var last = ""
      for row in 0..<rows.count {
        let id = try rows.text(row, 1)
        if id != last || tasks.isEmpty {
          tasks.append(
            PlantedTruth.Task(
              keyResultID: try rows.text(row, 0), assigneeIDs: [], reviewerIDs: [],
              effort: try rows.float8OrNull(row, 2)))
          last = id
        }
        let person = try rows.text(row, 3)
        if try rows.integer(row, 4) < 2 {
          tasks[tasks.count - 1].assigneeIDs.append(person)
        } else {
          tasks[tasks.count - 1].reviewerIDs.append(person)
        }
      }
      return tasks
    }
  }

  private func workplace(_ database: String) -> Workplace {
    var configuration = settings
    configuration.database = server.connectionString(database: database)
    configuration.sourceSchema = "collab"
    return Workplace(configuration)
  }

  private func withDatabase<Value>(_ body: (Workplace) throws -> Value) throws -> Value {
    try server.createDatabase(Self.company, template: Self.template)
    let value: Value
    do {
      value = try body(workplace(Self.company))
    } catch {
      try? server.dropDatabase(Self.company)
      throw error
    }
    try server.dropDatabase(Self.company)
    return value
  }

  private func load(_ folder: String, _ workplace: Workplace) throws {
    let options = ImportOptions(zone: LocalZone(name: settings.sourceZone))
    let report = try workplace.importFolder(folder, options: options)
    guard report.isRefused else { return }
    throw Failure(
      .importRefused, Bilingual("公司的文件被拒绝，没有装入任何内容。", "The company's files were refused; nothing was loaded."),
      place: report.badRows.first.map { "\($0)" } ?? folder,
      fix: Bilingual("改正这些行；`fairshare import` 会全部列出。", "Mend the rows; `fairshare import` names them all."))
  }

  private static func write(_ tables: ContractTables, _ folder: String) throws {
    if unsafe mkdir(folder, 0o755) != 0, errno != EEXIST { throw unwritable(folder) }
    for name in tables.names {
      guard let text = tables.text(name) else { continue }
      let path = "\(folder)/\(name.rawValue).csv"
      guard let file = unsafe fopen(path, "w") else { throw unwritable(path) }
      let bytes = Array(text.utf8)
      let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
      guard unsafe fclose(file) == 0, written == bytes.count else { throw unwritable(path) }
    }
  }

  private static func unwritable(_ path: String) -> Failure {
    Failure(
      .localServer, Bilingual("模拟的表无法写出。", "The simulated tables cannot be written."), place: path,
      why: Bilingual(same: unsafe String(cString: strerror(errno))))
  }

  private static func shares(_ connection: inout Connection) throws -> [Evaluation.PublishedShare] {
    let rows = try connection.execute(Query.simulatedShares.sql, [.text(period)])
    var shares: [Evaluation.PublishedShare] = []
    shares.reserveCapacity(rows.count)
    for row in 0..<rows.count {
      guard let model = ModelName(rawValue: try rows.text(row, 0)) else { continue }
      shares.append(
        Evaluation.PublishedShare(
          model: model, keyResultID: try rows.text(row, 1), personID: try rows.text(row, 2),
          share: try rows.float8(row, 3), low: try rows.float8OrNull(row, 4), high: try rows.float8OrNull(row, 5)))
    }
    return shares
  }

  /// What other methods make of the records that the run has read.
  private static func others(_ workplace: Workplace) throws -> [MethodComparison.Answer] {
    let configuration = workplace.configuration
    let period = try PeriodRecords.read(
      workplace.settings, schema: configuration.sourceSchema, period: period, zone: configuration.sourceZone, readers: 1
    ) { _, _ in }
    var reader = period.makeReader()
    var answers: [MethodComparison.Answer] = []
    for position in 0..<period.count {
      let records = reader.read(position).records
      let ids = records.people.number.map(period.personID)
      for method in ComparisonMethod.allCases {
        guard let shares = try method.shares(records) else { continue }
        answers.append(
          MethodComparison.Answer(
            method: method.rawValue, keyResultID: records.keyResultID,
            shares: Dictionary(zip(ids, shares)) { first, _ in first }))
      }
    }
    return answers
  }

  private static func claims(_ connection: inout Connection) throws -> [FindingEvaluation.Claim] {
    let rows = try connection.execute(Query.simulatedFindings.sql, [.text(period)])
    var claims: [FindingEvaluation.Claim] = []
    for row in 0..<rows.count {
      claims.append(
        FindingEvaluation.Claim(
          keyResultID: try rows.text(row, 0), personID: try rows.text(row, 1),
          isOver: try rows.text(row, 2) == "over_credited", isFlag: try rows.text(row, 3) == "flag"))
    }
    return claims
  }
}
