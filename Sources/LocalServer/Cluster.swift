internal import Glibc
internal import Postgres

/// The folder of a private server: made, filled, started and removed.
struct Cluster {
  let folder: String
  let port: Int?
  private let programs: ServerPrograms
  private let options: LocalServer.Options
  private let owner: Owner

  /// As whom the server's programs run.
  private struct Owner {
    let name: String
    let user: uid_t
    let group: gid_t
    let isSomebodyElse: Bool

    static func choose() throws(LocalServerError) -> Owner {
      let isRoot = geteuid() == 0
      guard let entry = unsafe isRoot ? getpwnam("postgres") : getpwuid(geteuid()) else {
        throw LocalServerError(
          .programsMissing, "the system user postgres is missing; on Debian: apt-get install postgresql")
      }
      return unsafe Owner(
        name: String(cString: entry.pointee.pw_name), user: entry.pointee.pw_uid, group: entry.pointee.pw_gid,
        isSomebodyElse: isRoot)
    }
  }

  static func create(_ options: LocalServer.Options) throws(LocalServerError) -> Cluster {
    let programs = try ServerPrograms.find()
    let owner = try Owner.choose()
    let port = options.listensWithTLS ? try freePort() : nil
    return Cluster(
      folder: try makeFolder(owner), port: port, programs: programs, options: options,
      owner: owner)
  }

  /// Fills the folder: cluster, settings, access rules, certificate.
  func prepare() throws(LocalServerError) {
    try Keeper.write(in: folder, kept: false)
    try initialise()
    try configure()
    if options.listensWithTLS { try makeCertificate() }
  }

  /// A folder of mode 0700 whose socket path fits into the 107 bytes the system allows.
  private static func makeFolder(_ owner: Owner) throws(LocalServerError) -> String {
    var root = environment("TMPDIR") ?? "/tmp"
    while root.hasSuffix("/") && root.count > 1 { root.removeLast() }
    if root.isEmpty || (root + "/fairshare-XXXXXX/.s.PGSQL.5432").utf8.count > 107 { root = "/tmp" }
    let template = unsafe strdup(root + "/fairshare-XXXXXX")
    defer { unsafe free(template) }
    guard let template = unsafe template, unsafe mkdtemp(template) != nil else {
      throw LocalServerError(.folder, "no folder can be made in \(root) (errno \(errno))")
    }
    let folder = unsafe String(cString: template)
    guard unsafe chown(folder, owner.user, owner.group) == 0 else {
      unsafe rmdir(folder)
      throw LocalServerError(.folder, "\(folder) cannot be given to \(owner.name)")
    }
    return folder
  }

  private func initialise() throws(LocalServerError) {
    let log = folder + "/initdb.log"
    let child = try start(
      "initdb",
      [
        "--pgdata=\(folder)/data", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        "--no-instructions", "--auth=peer",
      ], log: log)
    guard child.wait() == 0 else {
      throw LocalServerError(.initdb, "initdb failed", report: tail(of: log))
    }
  }

  private func configure() throws(LocalServerError) {
    var settings = [
      ("listen_addresses", port == nil ? "" : "127.0.0.1"), ("port", "\(port ?? 5432)"),
      ("unix_socket_directories", folder), ("unix_socket_permissions", "0700"), ("max_connections", "100"),
      // For throw-away data only.
      ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"),
      ("log_line_prefix", "%m [%p] %q%u@%d "), ("timezone", "UTC"),
    ]
    if port != nil { settings += [("ssl", "on")] }
    settings += options.settings.map { ($0.name, $0.value) }
    let lines = settings.map { name, value in
      "\(name) = '\(value.reduce(into: "") { $0 += $1 == "'" ? "''" : "\($1)" })'\n"
    }
    try give(lines.joined(), "postgresql.auto.conf")
    var rules = options.accessRules + ["local all all peer map=private"]
    if port != nil { rules.append("hostssl all all 127.0.0.1/32 scram-sha-256") }
    try give(rules.joined(separator: "\n") + "\n", "pg_hba.conf")
    var users: [String] = []
    for role in ["postgres"] + options.loginRoles {
      let me = unsafe getpwuid(geteuid()).map { unsafe String(cString: $0.pointee.pw_name) } ?? owner.name
      for system in Set([me, owner.name]).sorted() { users.append("private \(system) \"\(role)\"\n") }
    }
    try give(users.joined(), "pg_ident.conf")
  }

  /// Writes a file of the server's data folder in its owner's name.
  private func give(_ text: String, _ name: String) throws(LocalServerError) {
    let path = folder + "/data/" + name
    try writeFile(text, to: path)
    guard unsafe chown(path, owner.user, owner.group) == 0 else {
      throw LocalServerError(.folder, "\(path) cannot be given to \(owner.name)")
    }
  }

  /// A self-signed certificate for localhost.
  private func makeCertificate() throws(LocalServerError) {
    guard let openssl = ServerPrograms.searchPath().map({ $0 + "/openssl" }).first(where: ServerPrograms.isProgram)
    else { throw LocalServerError(.programsMissing, "openssl is missing; on Debian: apt-get install openssl") }
    let log = folder + "/openssl.log"
    let child = try start(
      openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost", "-keyout", "\(folder)/data/server.key", "-out", "\(folder)/data/server.crt",
      ], log: log)
    guard child.wait() == 0 else {
      throw LocalServerError(.spawn, "openssl made no certificate", report: tail(of: log))
    }
    guard unsafe chmod(folder + "/data/server.key", 0o600) == 0 else {
      throw LocalServerError(.folder, "the server's key cannot be protected")
    }
  }

  /// A port of 127.0.0.1 that is free at this moment.
  private static func freePort() throws(LocalServerError) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw LocalServerError(.spawn, "no socket can be made") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        unsafe bind(descriptor, plain, length) == 0 ? getsockname(descriptor, plain, &length) : -1
      }
    }
    guard code == 0 else { throw LocalServerError(.spawn, "no free port on 127.0.0.1") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  func start() throws(LocalServerError) -> Child {
    try start("postgres", ["-D", folder + "/data"], log: folder + "/log")
  }

  /// Starts one of the server's programs, or a program given by its full path, as the owner.
  private func start(_ program: String, _ arguments: [String], log: String) throws(LocalServerError) -> Child {
    let path = program.hasPrefix("/") ? program : programs.folder + "/" + program
    guard owner.isSomebodyElse else { return try Child.start(path, arguments, log: log) }
    guard let setpriv = ServerPrograms.searchPath().map({ $0 + "/setpriv" }).first(where: ServerPrograms.isProgram)
    else { throw LocalServerError(.programsMissing, "setpriv is missing; on Debian: apt-get install util-linux") }
    return try Child.start(
      setpriv, ["--reuid=\(owner.name)", "--regid=\(owner.group)", "--init-groups", "--", path] + arguments, log: log)
  }

  /// Waits until a login succeeds; at most 30 s.
  func waitUntilReady(_ child: Child) throws(LocalServerError) {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    var last = ""
    while clock.now < deadline {
      if let status = child.exited() {
        throw LocalServerError(.start, "the server ended with status \(status)", report: tail(of: folder + "/log"))
      }
      do {
        let address = "host=\(folder) port=\(port ?? 5432) dbname=postgres user=postgres"
        _ = try Connection(ConnectionSettings(address, applicationName: "fairshare/start"))
        return
      } catch {
        last = error.description
      }
      usleep(20_000)
    }
    throw LocalServerError(.start, "the server is not ready after 30 s: \(last)", report: tail(of: folder + "/log"))
  }

  private func tail(of path: String) -> String {
    text(of: path).split(separator: "\n").suffix(20).joined(separator: "\n")
  }

  func remove() { Self.remove(folder) }

  /// Deletes a folder of ours with everything in it; links are removed, not followed.
  static func remove(_ folder: String) {
    for name in names(in: folder) {
      let path = folder + "/" + name
      if unsafe unlink(path) != 0 { remove(path) }
    }
    unsafe rmdir(folder)
  }
}
