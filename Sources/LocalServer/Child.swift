internal import Glibc

/// A child process of ours; ended and reaped by its own pid only.
struct Child {
  let pid: pid_t

  /// Starts a program with an environment of its own, in a session of its own, so that a Ctrl-C on the terminal
  /// reaches only us and we end the child in order.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - input: descriptor for standard input; nil for /dev/null.
  ///   - log: file that standard output and error are appended to.
  static func start(
    _ program: String, _ arguments: [String], input: Int32? = nil, log: String = "/dev/null"
  ) throws(LocalServerError) -> Child {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input {
      unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    unsafe Self.closeOthers(&actions)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80
    unsafe posix_spawnattr_setflags(&attributes, newSession)
    // Nothing of the caller's environment: PGOPTIONS or a foreign locale would change the server.
    let variables = ["PATH=" + (environment("PATH") ?? "/usr/bin:/bin"), "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/"]
    var pid: pid_t = 0
    let code = unsafe withArguments([program] + arguments) { argv in
      unsafe withArguments(variables) { envp in
        unsafe posix_spawn(&pid, program, &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw LocalServerError(.spawn, "\(program) cannot be started (errno \(code))") }
    return Child(pid: pid)
  }

  /// Lets a child inherit nothing but the three standard descriptors: a server lives long, and what it held open by accident would be
  /// held as long, such as the pipe by whose end somebody learns that another child has ended.
  private static func closeOthers(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>) {
    // Of glibc 2.34, and not in Swift's module of it.
    typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
    guard let symbol = unsafe dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
    _ = unsafe unsafeBitCast(symbol, to: CloseFrom.self)(actions, 3)
  }

  /// Waits for the end and returns the exit status; 128 + signal when it was killed.
  func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { return -1 }
    }
    return Self.exitCode(status)
  }

  /// The exit status when the child has ended; nil while it runs.
  func exited() -> Int32? {
    var status: Int32 = 0
    return unsafe waitpid(pid, &status, WNOHANG) == 0 ? nil : Self.exitCode(status)
  }

  func signal(_ number: Int32) { kill(pid, number) }

  private static func exitCode(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  /// What a program writes to standard output; nil when it fails.
  static func output(of program: String, _ arguments: [String]) throws(LocalServerError) -> String? {
    let file = try temporaryFile()
    defer { unsafe unlink(file) }
    let child = try start(program, arguments, log: file)
    return child.wait() == 0 ? text(of: file) : nil
  }

  private static func temporaryFile() throws(LocalServerError) -> String {
    guard let template = unsafe strdup("/tmp/fairshare-out-XXXXXX") else {
      throw LocalServerError(.folder, "no memory")
    }
    defer { unsafe free(template) }
    let descriptor = unsafe mkstemp(template)
    guard descriptor >= 0 else { throw LocalServerError(.folder, "no temporary file can be made in /tmp") }
    close(descriptor)
    return unsafe String(cString: template)
  }
}

/// The content of a small file; empty when it cannot be read.
func text(of path: String) -> String {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return "" }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { break }
    bytes += chunk[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Writes a file, replacing what was there.
func writeFile(_ text: String, to path: String, mode: mode_t = 0o600) throws(LocalServerError) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
  guard descriptor >= 0 else { throw LocalServerError(.folder, "\(path) cannot be written (errno \(errno))") }
  defer { close(descriptor) }
  let bytes = Array(text.utf8)
  let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
  guard count == bytes.count else { throw LocalServerError(.folder, "\(path) cannot be written in full") }
}

/// Lends a null-terminated array of C strings as `posix_spawn` wants it.
private func withArguments<R>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var copies = unsafe texts.map { unsafe strdup($0) } + [nil]
  defer {
    for index in 0..<texts.count { unsafe free(copies[index]) }
  }
  return unsafe body(&copies)
}
