internal import Glibc

extension LocalServer {
  /// Removes the private servers of processes that are gone, when even their watchdogs could not (power cut, kill of
  /// a whole group).
  ///
  /// A folder is ours to remove only when it carries our keeper file, the process named there is gone, and it was
  /// not kept on purpose. Its server is ended only when its own pid file names a process that runs on that folder.
  ///
  /// - Returns: the folders removed.
  @discardableResult public static func removeLeftovers() -> [String] {
    let roots = Set(["/tmp", environment("TMPDIR") ?? "/tmp"]).sorted()
    var removed: [String] = []
    for root in roots {
      for name in names(in: root) where name.hasPrefix("fairshare-") && name.utf8.count == 16 {
        let folder = root + "/" + name
        guard let keeper = Keeper(reading: folder), !keeper.isKept, !keeper.isAlive else { continue }
        endServer(of: folder)
        Cluster.remove(folder)
        removed.append(folder)
      }
    }
    return removed
  }

  private static func endServer(of folder: String) {
    let first = text(of: folder + "/data/postmaster.pid").split(separator: "\n").first ?? ""
    guard let pid = Int32(first), pid > 1 else { return }
    guard text(of: "/proc/\(pid)/cmdline").contains(folder + "/data") else { return }
    kill(pid, SIGQUIT)
    for _ in 0..<100 where unsafe access("/proc/\(pid)", F_OK) == 0 { usleep(20_000) }
  }
}

/// The note in a private server's folder about the process it belongs to.
struct Keeper {
  private let pid: Int32
  private let startedAt: String
  let isKept: Bool

  /// Leaves the note of this process.
  static func write(in folder: String, kept: Bool) throws(LocalServerError) {
    let line = "\(getpid()) \(startTime(of: getpid())) \(kept ? "kept" : "owned")\n"
    try writeFile(line, to: folder + "/keeper")
  }

  init?(reading folder: String) {
    let words = text(of: folder + "/keeper").split(whereSeparator: \.isWhitespace)
    guard words.count == 3, let pid = Int32(words[0]) else { return nil }
    self.pid = pid
    startedAt = String(words[1])
    isKept = words[2] == "kept"
  }

  /// Whether that very process still runs; another one with the same number started at another time.
  var isAlive: Bool { startedAt == Self.startTime(of: pid) }

  /// When a process started, in ticks since boot; empty when there is none.
  private static func startTime(of pid: Int32) -> String {
    // Behind the name in parentheses, which may hold blanks, it is the twentieth word.
    let after = text(of: "/proc/\(pid)/stat").split(separator: ")").last ?? ""
    let words = after.split(separator: " ")
    return words.count > 19 ? String(words[19]) : "none"
  }
}
