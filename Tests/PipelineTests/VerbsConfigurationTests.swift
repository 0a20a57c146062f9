import Contribution
import Foundation
import Pipeline
import Testing

@Suite("Settings: flag, file, environment, default")
struct VerbsConfigurationTests {
  private func show(
    _ file: String?, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> VerbsProcess.Answer {
    try VerbsProcess.withFolder { folder in
      if let file { try file.write(to: folder.appending(path: "fairshare.toml"), atomically: true, encoding: .utf8) }
      return try VerbsProcess.run(
        ["config", "show", "--origin"] + arguments, folder: folder, environment: environment)
    }
  }

  @Test("a file wins over the environment, and each value says where it came from")
  func precedence() throws {
    let answer = try show(
      "[run]\njobs = 3\n", environment: ["FAIRSHARE_RUN_JOBS": "7", "FAIRSHARE_REPORT_SMALLEST_GROUP": "500"])
    #expect(answer.exit == 0)
    #expect(answer.lines.contains { $0.hasPrefix("run.jobs ") && $0.contains("3") && $0.hasSuffix("fairshare.toml:2") })
    #expect(
      answer.lines.contains {
        $0.hasPrefix("report.smallest_group ") && $0.contains("500") && $0.hasSuffix("FAIRSHARE_REPORT_SMALLEST_GROUP")
      })
    #expect(answer.lines.contains { $0.hasPrefix("models.review_tau ") && $0.hasSuffix("default") })
  }

  @Test("a flag wins over file and environment")
  func flagWins() throws {
    let answer = try show(
      "[source]\nschema = \"a\"\n", ["--source-schema", "b"], environment: ["FAIRSHARE_SOURCE_SCHEMA": "c"])
    #expect(
      answer.lines.contains {
        $0.hasPrefix("source.schema ") && $0.contains("\"b\"") && $0.hasSuffix("--source-schema")
      })
  }

  @Test(
    "each mistake in the file is refused with its line, its reason and what to write",
    arguments: [
      ("[run]\njobbs = 3\n", "fairshare.toml:2", "Did you mean run.jobs?"),
      ("[rnu]\njobs = 3\n", "fairshare.toml:1", "Did you mean run?"),
      ("jobs = 3\n", "fairshare.toml:1", "Did you mean run.jobs?"),
      ("[run]\njobs = \"three\"\n", "fairshare.toml:2", "run.jobs is"),
      ("[run]\njobs = 0\n", "fairshare.toml:2", "a whole number from 1 to 256"),
      ("[models]\n\nsupport_weight = 1.4\n", "fairshare.toml:3", "0 to 1"),
      ("[models]\nreview_tau = nan\n", "fairshare.toml:2", "above 0"),
      ("[rates]\nauthored = -1\n", "fairshare.toml:2", "0 to 1000"),
      ("[models]\nshapley_gate = \"per_task\"\n", "fairshare.toml:2", "support-rent"),
      ("[report]\nfictional = 1\n", "fairshare.toml:2", "true or false"),
      ("[quarantine]\ntable_limit = [1]\n", "fairshare.toml:2", "0 to 1"),
      ("run = 3\n", "fairshare.toml:1", "FS002"),
    ])
  func mistakes(file: String, place: String, expected: String) throws {
    let answer = try show(file)
    #expect(answer.exit == 78, "\(file)")
    #expect(answer.errors.contains("error[FS002]"), "\(answer.errors)")
    #expect(answer.errors.contains(place), "\(answer.errors)")
    #expect(answer.errors.contains(expected), "\(answer.errors)")
    #expect(!answer.errors.contains("Error("), "\(answer.errors)")
  }

  @Test(
    "text that is no TOML is refused with its line",
    arguments: [
      "[run]\njobs = = 3\n", "\n[=]\n", "\n[\njobs = 3\n", "\n [[ \n", "\n[\u{3000}.run]\n",
      "# 12:30\njobs = 2020-01-01Tx\n",
      "a = '''x'''''\nb = 12:x\n",
    ])
  func syntax(text: String) throws {
    let answer = try show(text)
    #expect(answer.exit == 78)
    #expect(answer.errors.contains("error[FS003]"))
    #expect(answer.errors.contains("fairshare.toml:2"))
  }

  @Test(
    "a password is refused wherever it stands and never shown",
    arguments: [
      "postgresql://u:canary77@h/d", "host=h password=canary77", "host=h password = 'canary77'",
    ])
  func password(connection: String) throws {
    let byFile = try show("database = \"\(connection)\"\n")
    let byFlag = try show(nil, ["--database", connection])
    let byVariable = try show(nil, environment: ["FAIRSHARE_DATABASE": connection])
    for answer in [byFile, byFlag, byVariable] {
      #expect(answer.exit == 78)
      #expect(answer.errors.contains("error[FS018]"))
      #expect(!(answer.output + answer.errors).contains("canary77"))
    }
  }

  @Test("init writes every setting as a comment, reads back as the defaults, and never overwrites")
  func initialise() throws {
    try VerbsProcess.withFolder { folder in
      let first = try VerbsProcess.run(["init"], folder: folder)
      #expect(first.exit == 0)
      let file = folder.appending(path: "fairshare.toml")
      let text = try String(contentsOf: file, encoding: .utf8)
      for setting in Setting.all {
        let name = setting.key.split(separator: ".").last ?? ""
        #expect(text.contains("# \(name) = "), "\(setting.key)")
        #expect(text.contains("[env: \(setting.variable)]"), "\(setting.key)")
      }
      let second = try VerbsProcess.run(["init"], folder: folder)
      #expect(second.exit == 65)
      #expect(second.errors.contains("error[FS004]"))
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
      #expect(
        try VerbsProcess.run(["config", "show", "--origin"], folder: folder).output.contains("fairshare.toml") == false)
      // With every comment taken away each line must be a setting that is allowed.
      let lines = text.split(separator: "\n").map { line in
        let bare = line.drop { $0 == "#" || $0 == " " }
        return Setting.all.contains { bare.hasPrefix("\($0.key.split(separator: ".").last ?? "") = ") }
          ? String(bare) : String(line)
      }
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      let open = try VerbsProcess.run(["config", "show", "--origin"], folder: folder)
      #expect(open.exit == 0, "\(open.errors)")
      #expect(open.lines.dropFirst(2).allSatisfy { $0.contains("fairshare.toml:") }, "\(open.output)")
    }
  }

  @Test("a configuration file that was named must be there")
  func missingFile() throws {
    let answer = try show(nil, ["--config", "nowhere.toml"])
    #expect(answer.exit == 78)
    #expect(answer.errors.contains("error[FS003]"))
  }
}
