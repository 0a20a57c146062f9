internal import Glibc

/// A folder of pages: each file appears whole or not at all.
struct ReportFiles {
  static let overview = "index.html"
  /// The list of all teams; no team's page can have this name.
  static let index = "teams.html"

  let folder: String

  /// Makes the folder and those above it.
  ///
  /// - Throws: `Failure` with code `reportUnwritable`.
  init(_ folder: String) throws(Failure) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var path = ""
    for part in self.folder.split(separator: "/", omittingEmptySubsequences: false) {
      path += path.isEmpty && !self.folder.hasPrefix("/") ? String(part) : "/" + part
      guard !part.isEmpty, part != "." else {
        path = path == "/" ? "" : path
        continue
      }
      if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw Self.unwritable(path, errno) }
    }
    var status = stat()
    guard unsafe stat(self.folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Self.unwritable(self.folder, ENOTDIR)
    }
  }

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
    try FileStream(folder + "/" + name, temporary: folder + "/.\(name).\(getpid()).part")
  }

  static func unwritable(_ path: String, _ code: Int32) -> Failure {
    unwritable(path, why: unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)")
  }

  static func unwritable(_ path: String, why: String) -> Failure {
    Failure(
      .reportUnwritable, "The reports cannot be written.", place: path, why: why,
      fix: "Choose a folder that can be written with --out, or free room on the disk, and run `fairshare report` again."
    )
  }

  /// File name of a team's page: safe letters of the id stay, every other byte becomes `_` and two hexadecimal digits.
  ///
  /// Two ids never share a name, also where the file system does not tell upper from lower case.
  static func teamPage(_ id: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var name = Array("team-".utf8)
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        name.append(byte)
      default: name += [UInt8(ascii: "_"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: name, as: UTF8.self) + ".html"
  }
}
