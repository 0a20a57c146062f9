import Foundation

/// The `fairshare` program of this build, run as a child process.
enum Program {
  static var url: URL {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "fairshare")
    if FileManager.default.isExecutableFile(atPath: beside.path()) { return beside }
    return PackageRoot.file(".build/debug/fairshare")
  }

  /// Starts it; standard output and error go nowhere.
  static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs it to its end.
  ///
  /// - Returns: the exit code and what it wrote to standard error.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (exit: Int32, errors: String) {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: errors, as: UTF8.self))
  }

  static func runArguments(_ database: CompanyDatabase, _ period: String, _ more: [String] = []) -> [String] {
    ["run", "--period", period, "--database", database.connectionString] + more
  }
}
