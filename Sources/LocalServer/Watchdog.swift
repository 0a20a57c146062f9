internal import Glibc
internal import Synchronization

/// A shell that outlives us by a moment: when our end of its pipe closes without a word, it ends the server and
/// deletes the folder.
///
/// It ends the server only when the server's own pid file still names the pid we started, so a number that the
/// system has given to somebody else is never signalled.
final class Watchdog: Sendable {
  private let child: Child
  private let descriptor: Mutex<Int32>

  init(folder: String, server: Int32) throws(LocalServerError) {
    var ends: [Int32] = [0, 0]
    // Closed on exec, so that no other child of ours keeps the pipe open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw LocalServerError(.spawn, "no socket pair can be made")
    }
    defer { close(ends[0]) }
    let script = """
      trap '' INT TERM HUP
      if read -r word; then exit 0; fi
      read -r pid < "$1/data/postmaster.pid" && [ "$pid" = "$2" ] && kill -QUIT "$pid"
      tries=0
      while [ -e "$1/data/postmaster.pid" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
      rm -rf -- "$1"
      """
    do {
      child = try Child.start("/bin/sh", ["-c", script, "fairshare-watchdog", folder, String(server)], input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    descriptor = Mutex(ends[1])
  }

  private func takeDescriptor() -> Int32 {
    self.descriptor.withLock { held in
      defer { held = -1 }
      return held
    }
  }

  /// Closes the pipe without a word, as the end of this process does.
  func abandon() {
    let descriptor = takeDescriptor()
    guard descriptor >= 0 else { return }
    close(descriptor)
    _ = child.wait()
  }

  /// Sends the watchdog home; false when that was done before.
  func dismiss() -> Bool {
    let descriptor = takeDescriptor()
    guard descriptor >= 0 else { return false }
    let word: [UInt8] = [UInt8(ascii: "\n")]
    _ = unsafe word.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, 1) }
    close(descriptor)
    _ = child.wait()
    return true
  }
}
