import Foundation
import Testing

/// What people get wrong, and what they are told: each time a code, the place, and the way out, in both languages.
@Suite("Mistakes")
struct MistakeTests {
  private struct Mistake {
    var arguments: [String]
    var code: String
    /// What the place or the advice must name.
    var names: [String] = []
    var file: String?
    var environment: [String: String] = [:]
  }

  private static let mistakes: [Mistake] = [
    // The command line.
    .init(arguments: ["rnu"], code: "FS001", names: ["`run`"]),
    .init(arguments: ["explain", "persn", "p006"], code: "FS001", names: ["`person`"]),
    .init(arguments: ["run", "--perod", "2026Q3"], code: "FS001", names: ["`--period`"]),
    .init(arguments: ["status", "--databse", "x"], code: "FS001", names: ["`--database`"]),
    .init(arguments: ["run"], code: "FS001", names: ["fairshare run --help"]),
    .init(arguments: ["run", "--period"], code: "FS001", names: ["fairshare run"]),
    .init(arguments: ["status", "--limit", "many"], code: "FS001", names: ["many"]),
    .init(arguments: ["status", "extra"], code: "FS001", names: ["extra"]),
    .init(arguments: ["export", "--out", "c", "--format", "pdf"], code: "FS001", names: ["pdf"]),
    .init(arguments: ["run", "--period", "2026Q3", "--jobs", "three"], code: "FS001", names: ["--jobs three"]),
    .init(arguments: ["status", "--log-format", "yaml"], code: "FS001", names: ["--log-format yaml"]),
    .init(arguments: ["explain", "code", "FS098"], code: "FS001", names: ["FS09"]),
    .init(
      arguments: ["review", "decide", "x", "--decision", "cleard", "--reason", "r"], code: "FS001", names: ["cleared"]),
    .init(arguments: ["rollback", "--period", "2026Q3", "--run", "seven"], code: "FS001", names: ["seven"]),
    .init(arguments: ["purge", "seven", "--yes"], code: "FS001", names: ["seven"]),
    .init(arguments: ["serve", "--port", "70000"], code: "FS001", names: ["--port 70000"]),
    .init(arguments: ["hlep"], code: "FS001", names: ["`help`"]),
    .init(arguments: ["--config", "x.toml", "status"], code: "FS001", names: ["`fairshare status --config x.toml"]),
    .init(arguments: ["doctor", "--lang", "zh"], code: "FS001", names: ["zh-Hans"]),
    .init(arguments: ["report", "--out", "r", "--audience", "leader"], code: "FS001", names: ["leadership"]),
    .init(
      arguments: ["report", "--out", "r", "--team", "pay", "--audience", "hr"], code: "FS001", names: ["--audience hr"]),
    .init(arguments: ["simulate", "--make", "heavy"], code: "FS001", names: ["heavy-tails"]),
    .init(
      arguments: ["serve", "--address", "192.0.2.1", "--port", "0"], code: "FS061",
      names: ["Cannot assign requested address", "--address"]),
    // Settings.
    .init(arguments: ["status"], code: "FS002", names: ["fairshare.toml:2", "run.jobs"], file: "[run]\njobbs = 3\n"),
    .init(
      arguments: ["status"], code: "FS002", names: ["fairshare.toml:2"], file: "[models]\nsupport_weight = 1.4\n"),
    .init(arguments: ["status"], code: "FS003", names: ["fairshare.toml:2"], file: "[run]\njobs = = 3\n"),
    .init(arguments: ["status", "--config", "nowhere.toml"], code: "FS003", names: ["nowhere.toml"]),
    .init(
      arguments: ["config", "show"], code: "FS002", names: ["FAIRSHARE_RUN_JOBS"],
      environment: ["FAIRSHARE_RUN_JOBS": "0"]),
    .init(arguments: ["init"], code: "FS004", names: ["fairshare.toml"], file: "\n"),
    // The server.
    .init(arguments: ["status", "--database", "host=/nowhere"], code: "FS011", names: ["PGHOST"]),
    .init(arguments: ["status", "--database", "postgresql://u:secret@h/d"], code: "FS018", names: []),
    // Ids and periods.
    .init(arguments: ["run", "--period", "2026Q4"], code: "FS026", names: ["2026Q4", "2026Q3"]),
    .init(arguments: ["run", "--period", "2026q3"], code: "FS026", names: ["--period 2026Q3?"]),
    .init(arguments: ["report", "--out", "r", "--period", "2026q3"], code: "FS044", names: ["2026q3", "2026Q3"]),
    .init(arguments: ["report", "--out", "r", "--team", "payy"], code: "FS046", names: ["pay"]),
    .init(arguments: ["explain", "person", "p999", "--key-result", "k3-pay-1"], code: "FS046", names: ["p006"]),
    .init(arguments: ["explain", "key-result", "k3-pay-9"], code: "FS046", names: ["k3-pay-1"]),
    .init(arguments: ["explain", "finding", "nothing"], code: "FS046", names: ["fairshare review list"]),
    // Files and folders.
    .init(arguments: ["import", "nowhere"], code: "FS031", names: ["nowhere"]),
    .init(arguments: ["report", "--out", "/proc/nope/r"], code: "FS050", names: ["/proc/nope"]),
    .init(arguments: ["run", "--period", "2026Q3", "--plan", "nowhere.json"], code: "FS034", names: ["nowhere.json"]),
    .init(arguments: ["run", "--period", "2026Q3", "--source-schema", "nope"], code: "FS024", names: ["nope"]),
  ]

  @Test("thirty and more mistakes each get a code, a place and a way out, and never a dump of ours")
  func mistakes() throws {
    #expect(Self.mistakes.count >= 30)
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      for mistake in Self.mistakes {
        let words = mistake.arguments.joined(separator: " ")
        for language in ["en_US.UTF-8", "zh_CN.UTF-8"] {
          let answer = try VerbsProcess.withFolder { folder in
            if let file = mistake.file {
              try file.write(to: folder.appending(path: "fairshare.toml"), atomically: true, encoding: .utf8)
            }
            return try VerbsProcess.run(
              mistake.arguments, database: mistake.arguments.contains("--database") ? nil : company.connectionString,
              folder: folder, environment: mistake.environment.merging(["LANG": language]) { $1 })
          }
          #expect(answer.exit >= 64, "\(words)")
          let isChinese = language.hasPrefix("zh")
          let head = isChinese ? "错误[\(mistake.code)]：" : "error[\(mistake.code)]: "
          let lines = answer.errors.split(separator: "\n")
          let first = try #require(lines.firstIndex { $0.hasPrefix(head) }, "\(words): \(answer.errors)")
          let told = lines[first...]
          let labels = isChinese ? ("  位置 ", "  建议 ") : ("  place ", "  fix   ")
          let isPlaced = told.contains { $0.hasPrefix(labels.0) } || mistake.code == "FS046"
          #expect(isPlaced, "\(words) has no place: \(answer.errors)")
          #expect(told.contains { $0.hasPrefix(labels.1) }, "\(words) has no way out: \(answer.errors)")
          // What libpq, the TOML reader and the system say stays as they say it; whatever is ours is Chinese.
          if isChinese, !["FS011", "FS003", "FS034", "FS050", "FS061"].contains(mistake.code) {
            let ours = told.filter { !$0.hasPrefix("  位置 ") }.joined(separator: "\n").replacing(/`[^`]*`/, with: "")
            #expect(ours.firstMatch(of: /[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){3,}/) == nil, "\(words): \(answer.errors)")
          }
          // Files that cannot be written leave what is published as it is, and the message says so.
          if mistake.code == "FS050" {
            let state = isChinese ? "  状态 已发布的结果不受影响" : "  state The published result stands"
            #expect(told.contains { $0.hasPrefix(state) }, "\(words): \(answer.errors)")
          }
          for name in mistake.names where !isChinese || mistake.code == "FS001" || mistake.code == "FS046" {
            #expect(answer.errors.contains(name), "\(words): \(answer.errors)")
          }
          for dump in ["Error(", "Optional(", "failed(", "Swift.", "Fatal", ".swift:", "secret"] {
            #expect(!answer.errors.contains(dump), "\(words): \(answer.errors)")
          }
          #expect(answer.output.isEmpty || mistake.code != "FS001", "\(words) answers on stdout: \(answer.output)")
        }
      }
    }
  }

  @Test("no sentence of ours stands in both languages as it is")
  func bilingual() throws {
    let sources = PackageRoot.file("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var seen = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Bilingual\(same:\s*"((?:[^"\\]|\\.)*)"/) {
        seen += 1
        let words = match.1.replacing(/\\\([^)]*\)/, with: "").matches(of: /[A-Za-z]{2,}/).count
        #expect(words < 3, "\(file.lastPathComponent): \(match.1)")
      }
      for match in text.matches(
        of: /StoreError\(\s*\.\w+,(?:(?!StoreError\().)*?fix:(?:(?!StoreError\().){0,400}/.dotMatchesNewlines())
      {
        seen += 1
        #expect(match.0.contains("chinese:"), "\(file.lastPathComponent): \(match.0.prefix(120))")
      }
    }
    #expect(seen > 25, "\(seen)")
  }
}
