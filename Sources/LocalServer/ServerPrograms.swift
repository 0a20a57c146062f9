internal import Glibc

/// Where the programs of a PostgreSQL server lie.
struct ServerPrograms {
  /// The folder with `initdb` and `postgres`.
  let folder: String

  /// Looks into Debian's versioned folders (newest first), then asks `pg_config`, then searches PATH.
  ///
  /// PATH comes last because wrappers or copies of another version may lie there.
  static func find() throws(LocalServerError) -> ServerPrograms {
    var places = versionedFolders()
    if let told = firstLine(of: "pg_config", ["--bindir"]) { places.append(told) }
    places += searchPath()
    for place in places where isProgram(place + "/initdb") && isProgram(place + "/postgres") {
      return ServerPrograms(folder: place)
    }
    throw LocalServerError(
      .programsMissing, "no PostgreSQL server programs found; on Debian: apt-get install postgresql")
  }

  private static func versionedFolders() -> [String] {
    let root = "/usr/lib/postgresql"
    let versions = names(in: root).compactMap { name in Int(name) }.sorted(by: >)
    return versions.map { "\(root)/\($0)/bin" }
  }

  static func searchPath() -> [String] {
    environment("PATH")?.split(separator: ":").map(String.init) ?? ["/usr/bin", "/bin"]
  }

  static func isProgram(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  private static func firstLine(of program: String, _ arguments: [String]) -> String? {
    guard let path = searchPath().map({ $0 + "/" + program }).first(where: isProgram) else { return nil }
    guard let out = try? Child.output(of: path, arguments) else { return nil }
    return out.split(separator: "\n").first.map(String.init)
  }
}

/// The value of an environment variable.
func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

/// The names in a folder, sorted; none when it cannot be read.
func names(in folder: String) -> [String] {
  guard let open = unsafe opendir(folder) else { return [] }
  defer { unsafe closedir(open) }
  var names: [String] = []
  while let entry = unsafe readdir(open) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
