import Foundation
import Glibc
import Testing

/// The web view as a child process.
enum ServedProcess {
  /// Starts the program, hands its port and cookie to a test, and ends it as an operator would.
  static func with<Value>(
    _ database: String, _ environment: [String: String] = [:],
    _ body: (_ port: Int, _ cookie: [String: String]) throws -> Value
  ) throws -> Value {
    let process = try VerbsProcess.start(
      ["serve", "--port", "0", "--json"], database: database, environment: environment)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
    var text = ""
    while !text.contains("\"serving\"") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw TestError("it does not serve: \(text)") }
      text += String(decoding: more, as: UTF8.self)
    }
    let line = try #require(text.split(separator: "\n").first { $0.contains("\"serving\"") })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let port = try #require(object["port"] as? Int)
    let url = try #require(object["url"] as? String)
    let key = try #require(url.split(separator: "key=").last)
    let first = try HTTPClient.ask(port: port, "GET", "/?key=\(key)")
    #expect(first.status == 303)
    #expect(first.head.contains("HttpOnly; SameSite=Strict"), "\(first.head)")
    #expect(first.head.lowercased().contains("location: /\r\n") || first.head.lowercased().hasSuffix("location: /"))
    return try body(port, ["Cookie": "fairshare=\(key)"])
  }
}
