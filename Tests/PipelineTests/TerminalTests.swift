import Foundation
import Testing

/// How the program speaks with a terminal, without one, and to programs that read its log.
@Suite("Terminals and logs")
struct TerminalTests {
  private static let escape = "\u{1B}"

  /// What a terminal shows: `script` gives the program one for stdout and stderr together.
  private func shown(_ arguments: [String], _ database: String, _ environment: [String: String]) throws -> String {
    let line = (["'\(try VerbsProcess.find().path())'"] + arguments + ["--database", "'\(database)'"])
      .joined(separator: " ")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = ["-qec", line, "/dev/null"]
    process.environment = ["LANG": "en_US.UTF-8", "TERM": "xterm", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test("colour and a redrawn line on a terminal, none of colour under NO_COLOR, nothing of either where TERM is dumb")
  func terminals() throws {
    try BatchServer.with(BatchServer.lark) { company in
      let run = ["run", "--period", "2026Q3", "--dry-run"]
      let mistake = ["run", "--period", "nope"]
      let colour = Self.escape + "[1;31m"
      let redraw = "\r" + Self.escape + "[K"
      let bright = try shown(mistake, company.connectionString, [:])
      #expect(bright.contains(colour + "error[FS026]"), "\(bright)")
      #expect(try shown(run, company.connectionString, [:]).contains(redraw))
      let plain = try shown(mistake, company.connectionString, ["NO_COLOR": "1"])
      #expect(!plain.contains(colour) && plain.contains("error[FS026]"), "\(plain)")
      #expect(try shown(run, company.connectionString, ["NO_COLOR": "1"]).contains(redraw), "a line is no colour")
      for arguments in [run, mistake] {
        let dumb = try shown(arguments, company.connectionString, ["TERM": "dumb"])
        #expect(!dumb.contains(Self.escape), "\(dumb)")
      }
    }
  }

  @Test("without a terminal nothing is coloured or redrawn, whatever the environment says")
  func pipes() throws {
    try BatchServer.with(BatchServer.lark) { company in
      for arguments in [["run", "--period", "2026Q3", "--dry-run"], ["run", "--period", "nope"], ["doctor"]] {
        let answer = try VerbsProcess.run(
          arguments, database: company.connectionString, environment: ["TERM": "xterm-256color", "COLUMNS": "20"])
        #expect(!(answer.output + answer.errors).contains(Self.escape) && !answer.errors.contains("\r"))
      }
    }
  }

  @Test("--log-format json makes each line of stderr an object, with --json and without, also for a failure")
  func logs() throws {
    try BatchServer.with(BatchServer.lark) { company in
      for (arguments, code) in [
        (["run", "--period", "2026Q3", "--dry-run"], nil), (["run", "--period", "nope"], "FS026"),
        (["status", "--limit", "many"], "FS001"),
      ] {
        for more in [[], ["--json"], ["-v"]] {
          let answer = try VerbsProcess.run(
            arguments + more + ["--log-format", "json"], database: company.connectionString)
          let lines = answer.errors.split(separator: "\n")
          #expect(!lines.isEmpty, "\(arguments) \(more)")
          for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            for key in ["ts", "level", "verb", "msg"] { #expect(object?[key] is String, "\(line)") }
          }
          if let code { #expect(answer.errors.contains("\"code\": \"\(code)\""), "\(answer.errors)") }
          let text = try VerbsProcess.run(
            arguments + more + ["--log-format", "text"], database: company.connectionString)
          #expect(!text.errors.contains("{\"ts\""), "\(text.errors)")
        }
      }
    }
  }

  @Test("columns of a table stand under their titles on a terminal with Chinese names")
  func columns() throws {
    try BatchServer.with(BatchServer.lark) { company in
      try company.run("2026Q3")
      let answer = try VerbsProcess.run(
        ["explain", "key-result", "k3-pay-1", "--lang", "zh-Hans"], database: company.connectionString)
      let lines = answer.lines.map(String.init)
      let rule = try #require(lines.firstIndex { $0.hasPrefix("---") })
      // Where one column ends and the next begins, in columns of the terminal: two blanks under each gap of the rule.
      var gaps: [Int] = []
      for (place, character) in lines[rule].enumerated() where character == " " { gaps.append(place) }
      #expect(gaps.count >= 6)
      func cells(_ line: String) -> [Character] { line.flatMap { Self.isWide($0) ? [$0, "\u{0}"] : [$0] } }
      for line in [lines[rule - 1]] + lines[(rule + 1)...].prefix(4) {
        let cells = cells(line)
        for gap in gaps where gap < cells.count { #expect(cells[gap] == " ", "\(line)") }
      }
    }
  }

  private static func isWide(_ character: Character) -> Bool {
    character.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFF60).contains($0.value) }
  }

  @Test("bash loads the completion script, and it completes verbs and options")
  func completion() throws {
    let script = try VerbsProcess.run(["--generate-completion-script", "bash"]).output
    try VerbsProcess.withFolder { folder in
      try script.write(to: folder.appending(path: "c.bash"), atomically: true, encoding: .utf8)
      func complete(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        process.arguments = [
          "--norc", "-c",
          """
          set -e; source '\(folder.path())/c.bash'; spec=$(complete -p fairshare); run=${spec##*-F }; run=${run%% *}
          COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
          set +e; "$run" fairshare "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\\n' "${COMPREPLY[@]}"
          """,
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        let told = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && told.isEmpty, "\(String(decoding: told, as: UTF8.self))")
        return String(decoding: data, as: UTF8.self)
      }
      #expect(try complete(["fairshare", "re"]).contains("report"))
      #expect(try complete(["fairshare", "run", "--per"]).contains("--period"))
    }
  }
}
