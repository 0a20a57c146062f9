import Foundation
import Glibc

/// Runs the built program as a child process.
struct VerbsProcess {
  struct Answer {
    var exit: Int32
    var output: String
    var errors: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// The program beside the test runner.
  static var program: URL {
    // The test bundle and the program are put into one folder by the build.
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "fairshare")
  }

  /// A program that is neither beside the runner nor in the build folder is a failed test, not a skipped one.
  static func find() throws -> URL {
    let beside = CommandLine.arguments.first.map {
      URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "fairshare")
    }
    let built = PackageRoot.file(".build/debug/fairshare")
    for url in [beside, program, built].compactMap(\.self)
    where FileManager.default.isExecutableFile(atPath: url.path()) {
      return url
    }
    throw CocoaError(.fileNoSuchFile)
  }

  static func start(
    _ arguments: [String], database: String? = nil, folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = try find()
    process.arguments = arguments + (database.map { ["--database", $0] } ?? [])
    var variables = ProcessInfo.processInfo.environment
    for name in variables.keys where name.hasPrefix("FAIRSHARE_") || name.hasPrefix("PG") || name.hasPrefix("LC_") {
      variables[name] = nil
    }
    variables["LANG"] = "en_US.UTF-8"
    variables.merge(environment) { $1 }
    process.environment = variables
    process.currentDirectoryURL = folder ?? FileManager.default.temporaryDirectory
    return process
  }

  static func run(
    _ arguments: [String], database: String? = nil, folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Answer {
    let process = try start(arguments, database: database, folder: folder, environment: environment)
    let place = FileManager.default.temporaryDirectory.appending(path: "verbs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    // Files, not pipes: an answer longer than a pipe's room must not wait for its reader.
    for name in ["out", "err"] { try Data().write(to: place.appending(path: name)) }
    process.standardOutput = try FileHandle(forWritingTo: place.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: place.appending(path: "err"))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Answer(
      exit: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: place.appending(path: "out")), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: place.appending(path: "err")), as: UTF8.self))
  }

  /// A folder of its own for one test.
  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "verbs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
