import Foundation
import Postgres
import Testing

/// The files in `integrations/` against a published run of the fixture company.
@Suite("Files for data teams")
struct IntegrationFilesTests {
  private static func files(_ folder: String, _ ending: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: PackageRoot.file("integrations/\(folder)"), includingPropertiesForKeys: nil
    ).filter { $0.lastPathComponent.hasSuffix(ending) }.sorted { $0.path() < $1.path() }
  }

  private func rows(_ connection: inout Connection, _ statement: String, _ name: String) throws -> Int {
    do {
      let bare = statement.trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
      return try connection.execute(bare).count
    } catch {
      Issue.record("\(name): \(String(reflecting: error))")
      return -1
    }
  }

  @Test("ten queries, each with its question in both languages, answer something and change nothing")
  func queries() throws {
    let files = try Self.files("queries", ".sql")
    #expect(files.count == 10)
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q2")
      try company.run("2026Q3")
      var connection = try company.connect()
      try connection.begin(.repeatableRead, readOnly: true)
      for file in files {
        let text = try String(contentsOf: file, encoding: .utf8)
        let first = text.split(separator: "\n").first ?? ""
        #expect(first.hasPrefix("-- ") && first.contains("?  ") && first.hasSuffix("？"), "\(file.lastPathComponent)")
        #expect(text.contains("-- Grain: "), "\(file.lastPathComponent)")
        #expect(try rows(&connection, text, file.lastPathComponent) > 0, "\(file.lastPathComponent) has no row")
      }
    }
  }

  @Test("the dashboard is whole, names nobody, and each of its statements answers")
  func dashboard() throws {
    let data = try Data(contentsOf: PackageRoot.file("integrations/grafana/dashboards/fairshare.json"))
    let board = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let panels = try #require(board["panels"] as? [[String: Any]])
    #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    let source = try String(
      contentsOf: PackageRoot.file("integrations/grafana/provisioning/datasources/fairshare.yaml"), encoding: .utf8)
    #expect(source.contains("uid: fairshare") && source.contains("password: ${FAIRSHARE_PGPASSWORD}"))
    let variables = (board["templating"] as? [String: Any])?["list"] as? [[String: Any]] ?? []
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      var connection = try company.connect()
      try connection.begin(.repeatableRead, readOnly: true)
      for variable in variables {
        let statement = try #require(variable["query"] as? String)
        #expect(try rows(&connection, statement, "variable") == 1)
      }
      for panel in panels {
        let title = try #require(panel["title"] as? String)
        #expect((panel["description"] as? String)?.isEmpty == false, "\(title)")
        for target in panel["targets"] as? [[String: Any]] ?? [] {
          let statement = try #require(target["rawSql"] as? String)
          #expect(
            !statement.contains("person_id") || statement.contains("USING (run_id, key_result_id, person_id)"),
            "\(title) shows nobody")
          #expect((target["datasource"] as? [String: String])?["uid"] == "fairshare", "\(title)")
          let filled = statement.replacing("${period:sqlstring}", with: "'2026Q3'")
          #expect(!filled.contains("$"), "\(title) uses a variable that nothing fills")
          // The fixture company has no faulty row.
          let least = title == "Rows set aside" ? 0 : 1
          #expect(try rows(&connection, filled, title) >= least, "\(title)")
        }
      }
    }
  }

  @Test("the dashboard's panels stand beside each other, ask the provisioned source, and use declared variables only")
  func dashboardShape() throws {
    let data = try Data(contentsOf: PackageRoot.file("integrations/grafana/dashboards/fairshare.json"))
    let board = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(board["schemaVersion"] as? Int ?? 0 >= 36, "older ones are migrated by Grafana in ways we have not seen")
    #expect(board["id"] == nil, "an id would clash with a dashboard that is there")
    #expect((board["uid"] as? String)?.isEmpty == false && (board["title"] as? String)?.isEmpty == false)
    let source = ["type": "postgres", "uid": "fairshare"]
    let variables = (board["templating"] as? [String: Any])?["list"] as? [[String: Any]] ?? []
    let names = Set(variables.compactMap { $0["name"] as? String })
    for variable in variables { #expect(variable["datasource"] as? [String: String] == source) }
    var cells: [String: String] = [:]
    for panel in try #require(board["panels"] as? [[String: Any]]) {
      let title = try #require(panel["title"] as? String)
      let kinds: Set = ["stat", "barchart", "timeseries", "table"]
      #expect(kinds.contains(panel["type"] as? String ?? ""), "\(title)")
      #expect(panel["datasource"] as? [String: String] == source, "\(title)")
      let place = try #require(panel["gridPos"] as? [String: Int], "\(title)")
      let (x, y, width, height) = (place["x"] ?? -1, place["y"] ?? -1, place["w"] ?? 0, place["h"] ?? 0)
      #expect(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 24, "\(title)")
      for column in x..<(x + width) {
        for row in y..<(y + height) {
          let other = cells.updateValue(title, forKey: "\(column),\(row)")
          #expect(other == nil, "\(title) lies over \(other ?? "")")
        }
      }
      let targets = try #require(panel["targets"] as? [[String: Any]])
      #expect(Set(targets.compactMap { $0["refId"] as? String }).count == targets.count && !targets.isEmpty, "\(title)")
      for target in targets {
        let statement = try #require(target["rawSql"] as? String)
        for match in statement.matches(of: /\$\{?(\w+)/) {
          #expect(names.contains(String(match.1)), "\(title) \(match.1)")
        }
        let format = target["format"] as? String
        #expect((format == "time_series") == (panel["type"] as? String == "timeseries"), "\(title)")
        #expect(format != "time_series" || statement.contains("AS \"time\""), "\(title)")
      }
    }
  }

  @Test("dbt's sources name exactly the views and columns that there are, and its tests find no fault")
  func dbt() throws {
    let text = try String(contentsOf: PackageRoot.file("integrations/dbt/sources.yml"), encoding: .utf8)
    var named: [String] = []
    var view = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("      - name: ") { view = String(line.dropFirst(14)) }
      if line.hasPrefix("          - name: ") { named.append("\(view).\(line.dropFirst(18))") }
    }
    try BatchServer.with(BatchServer.lark) { company in
      let present = try company.texts(
        """
        SELECT c.relname || '.' || a.attname FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'fairshare'::regnamespace AND c.relkind = 'v' AND a.attnum > 0
          AND c.relname ~ '^(latest|trend)_'
        """)
      #expect(named.sorted() == present.sorted())
      try company.run("2026Q3")
      let tests = try Self.files("dbt/tests", ".sql")
      #expect(tests.count == 4)
      var connection = try company.connect()
      for file in tests {
        let template = try String(contentsOf: file, encoding: .utf8)
        let statement = template.replacing(/\{\{ source\('fairshare', '(\w+)'\) \}\}/) { "fairshare.\($0.1)" }
        #expect(try rows(&connection, statement, file.lastPathComponent) == 0, "\(file.lastPathComponent)")
      }
    }
  }
}
