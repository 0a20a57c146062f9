internal import Reporting
internal import Synchronization

/// Progress on stderr: one redrawn line on a terminal, else a plain line every 10 % or 30 seconds.
///
/// Silent with `-q`; never on stdout.
final class ProgressLine: Sendable {
  private let console: Console
  private let state: Mutex<State>

  private struct State: Sendable {
    var step = ""
    var stepBegan: ContinuousClock.Instant
    var lastShown: ContinuousClock.Instant
    var lastTenth = -1
    var isDrawn = false
  }

  init(_ console: Console) {
    self.console = console
    let now = ContinuousClock().now
    state = Mutex(State(stepBegan: now, lastShown: now - .seconds(60)))
  }

  /// Shows how far a step is; may be called from any thread and as often as one likes.
  func show(_ step: Bilingual, done: Int, total: Int, detail: String = "") {
    guard console.verbosity >= 0 else { return }
    let now = ContinuousClock().now
    state.withLock { state in
      let name = step[console.language]
      let isNew = state.step != name
      if isNew {
        state.step = name
        state.stepBegan = now
        state.lastTenth = -1
      }
      let tenth = total > 0 ? done * 10 / total : -1
      let text = Self.text(
        name, done: done, total: total, detail: detail, seconds: NightlyRun.seconds(now - state.stepBegan),
        console.language)
      if console.isErrorTerminal && !console.isJSON {
        guard isNew || done == total || now - state.lastShown >= .milliseconds(100) else { return }
        Console.write("\r\u{1B}[K" + DisplayWidth.fitted(text, to: max(20, (console.width ?? 80) - 1)), to: 2)
        state.isDrawn = true
      } else {
        guard isNew || tenth > state.lastTenth || now - state.lastShown >= .seconds(30) else { return }
        var members = [JSONValue.Member("stage", .string(name)), .init("done", .integer(done))]
        if total > 0 { members.append(.init("total", .integer(total))) }
        console.log("info", text, members)
      }
      state.lastTenth = max(state.lastTenth, tenth)
      state.lastShown = now
    }
  }

  /// Takes the redrawn line away.
  func end() {
    state.withLock { state in
      if state.isDrawn { Console.write("\r\u{1B}[K", to: 2) }
      state.isDrawn = false
    }
  }

  private static func text(
    _ name: String, done: Int, total: Int, detail: String, seconds: Double, _ language: Language
  ) -> String {
    var text = name
    if total > 0 {
      text += "  \(TextTable.Cell.grouped(done))/\(TextTable.Cell.grouped(total))  \(done * 100 / total) %"
      if done > 0, done < total, seconds > 1 {
        let left = Int((seconds / Double(done) * Double(total - done)).rounded(.up))
        text += language == .chinese ? "  还需约 \(left) 秒" : "  about \(left) s left"
      }
    } else if done > 0 {
      text += "  \(TextTable.Cell.grouped(done))"
    }
    if !detail.isEmpty { text += "  \(detail)" }
    return text
  }
}
