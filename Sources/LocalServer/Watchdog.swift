internal import Glibc
internal import Synchronization

/// A shell that outlives us by a moment: when our end of its pipe closes without a word, it ends the server and
/// deletes the folder.
///
/// It ends only a process that the folder's own pid file names and whose command line names the folder, so a number
/// that the system has given to somebody else is never signalled. It watches from before `initdb` on.
final class Watchdog: Sendable {
  private let child: Child
  private let descriptor: Mutex<Int32>

  init(folder: String) throws(LocalServerError) {
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
      tries=0
      while [ -e "$1" ] && [ $tries -lt 100 ]; do
        pid=
        read -r pid < "$1/data/postmaster.pid"
        case "$pid" in
          *[!0-9]*) pid= ;;
        esac
        if [ -n "$pid" ] && grep -qF "$1/data" "/proc/$pid/cmdline"; then
          kill -QUIT "$pid"
        else
          rm -rf -- "$1"
        fi
        sleep 0.1
        tries=$((tries + 1))
      done
      """
    do {
      child = try Child.start("/bin/sh", ["-c", script, "fairshare-watchdog", folder], input: ends[0])
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
