internal import Glibc

/// A file that is written piece by piece under a temporary name, and appears whole or not at all.
final class FileStream {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// - Throws: `Failure` with code `reportUnwritable`.
  init(_ path: String, temporary: String, mode: mode_t = 0o644) throws(Failure) {
    self.path = path
    self.temporary = temporary
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw ReportFiles.unwritable(path, errno) }
  }

  func append(_ text: String) throws(Failure) {
    buffer += text.utf8
    if buffer.count >= 1 << 18 { try flush() }
  }

  /// Gives the file its name.
  func finish() throws(Failure) {
    try flush()
    let code = close(descriptor)
    descriptor = -1
    guard code == 0, unsafe rename(temporary, path) == 0 else {
      let fault = errno
      abandon()
      throw ReportFiles.unwritable(path, fault)
    }
  }

  /// Leaves no trace; what was there before stays.
  func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    unsafe unlink(temporary)
  }

  private func flush() throws(Failure) {
    var done = 0
    while done < buffer.count {
      let count = unsafe buffer.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let fault = count < 0 ? errno : ENOSPC
        abandon()
        throw ReportFiles.unwritable(path, fault)
      }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
