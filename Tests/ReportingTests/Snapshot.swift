import Foundation
import Testing

/// Compares a text with its golden file in `Fixtures/golden`.
///
/// With `FAIRSHARE_RECORD=1` in the environment the file is written instead, and the test fails: a recording run is
/// never a passing run.
enum Snapshot {
  static func expect(
    _ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = try folder().appending(path: name)
    if ProcessInfo.processInfo.environment["FAIRSHARE_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: folder(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name); run again without FAIRSHARE_RECORD", sourceLocation: sourceLocation)
      return
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    if golden != text {
      let place = zip(golden, text).enumerated().first { $1.0 != $1.1 }?.offset ?? min(golden.count, text.count)
      let near = String(text.dropFirst(max(place - 60, 0)).prefix(160))
      Issue.record("\(name) differs at character \(place), near: \(near)", sourceLocation: sourceLocation)
    }
  }

  private static func folder() throws -> URL {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path(percentEncoded: false)) {
      guard folder.pathComponents.count > 1 else { throw CocoaError(.fileNoSuchFile) }
      folder = folder.deletingLastPathComponent()
    }
    return folder.appending(path: "Fixtures/golden")
  }
}
