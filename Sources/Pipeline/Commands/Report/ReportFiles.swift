internal import Glibc
internal import Reporting

/// A folder of pages: each file appears whole or not at all.
struct ReportFiles {
  let folder: String

  /// Rights of files that are written.
  let fileMode: mode_t

  /// Makes the folder and those above it.
  ///
  /// - Throws: `Failure` with code `reportUnwritable`.
  init(_ folder: String) throws(Failure) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    fileMode = 0o644
    var path = ""
    for part in self.folder.split(separator: "/", omittingEmptySubsequences: false) {
      path += path.isEmpty && !self.folder.hasPrefix("/") ? String(part) : "/" + part
      guard !part.isEmpty, part != "." else {
        path = path == "/" ? "" : path
        continue
      }
      if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw Self.unwritable(path, errno) }
    }
    try Self.requireFolder(self.folder)
  }

  /// A folder below this one with rights of its own, also where it was there before with wider ones.
  ///
  /// - Throws: `Failure` with code `reportUnwritable`, also where the rights cannot be set.
  func folder(_ name: String, mode: UInt32) throws(Failure) -> ReportFiles {
    let path = folder + "/" + name
    if unsafe mkdir(path, mode) != 0, errno != EEXIST { throw Self.unwritable(path, errno) }
    try Self.requireFolder(path)
    // Narrower than asked is the reader's own choice; wider is mended before anything is in it.
    var status = stat()
    if unsafe lstat(path, &status) == 0, status.st_mode & ~mode & 0o777 != 0, unsafe chmod(path, mode) != 0 {
      throw Self.unwritable(path, errno)
    }
    return ReportFiles(folder: path, fileMode: mode & 0o666)
  }

  private init(folder: String, fileMode: mode_t) {
    self.folder = folder
    self.fileMode = fileMode
  }

  private static func requireFolder(_ path: String) throws(Failure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw unwritable(path, ENOTDIR)
    }
  }

  func has(_ name: String) -> Bool { unsafe access(folder + "/" + name, F_OK) == 0 }

  /// Writes one file under a temporary name, then renames it.
  ///
  /// - Throws: `Failure` with code `reportUnwritable`; the old file, where there was one, is still there.
  func write(_ text: String, to name: String) throws(Failure) {
    let stream = try stream(name)
    try stream.append(text)
    try stream.finish()
  }

  /// A file to be written piece by piece.
  func stream(_ name: String) throws(Failure) -> FileStream {
    try FileStream(folder + "/" + name, temporary: folder + "/.\(name).\(getpid()).part", mode: fileMode)
  }

  static func unwritable(_ path: String, _ code: Int32) -> Failure {
    unwritable(path, why: unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)")
  }

  static func unwritable(_ path: String, why: String) -> Failure {
    var failure = Failure(
      .reportUnwritable, Bilingual("报告无法写出。", "The reports cannot be written."), place: path, why: Bilingual(same: why),
      fix: Bilingual(
        "用 --out 换一个可写的文件夹，或腾出磁盘空间，再运行一次 `fairshare report`。",
        "Choose a folder that can be written with --out, or free room on the disk, and run `fairshare report` again."))
    failure.published = "The published result stands; only files are missing."
    return failure
  }
}
