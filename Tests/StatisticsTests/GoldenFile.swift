import Foundation
import Testing

/// A file of reference numbers, read where it lies: in the folder `shared` beside the checkout.
///
/// A missing file is a failing test, never a skipped one.
struct GoldenFile {
  let vectors: [GoldenVector]

  init(_ name: String, from source: String = #filePath) throws {
    var folder = URL(filePath: source).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    let file = folder.deletingLastPathComponent().appending(path: "shared/golden").appending(path: name)
    let root = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
    vectors = root["vectors"].list.map {
      GoldenVector(
        name: $0["name"].text ?? "", inputs: $0["inputs"], expected: $0["expected"],
        tolerance: $0["tolerance"].number ?? .nan)
    }
  }

  /// Runs one check per vector by name; a vector without a check, or a check without a vector, fails.
  func check(_ checks: [String: (GoldenVector) throws -> Void]) throws {
    #expect(Set(vectors.map(\.name)) == Set(checks.keys))
    for vector in vectors { try checks[vector.name]?(vector) }
  }
}

struct GoldenVector {
  let name: String
  let inputs: JSON
  let expected: JSON
  /// As stated by the file.
  let tolerance: Double

  /// Expects values within the file's tolerance, absolute or relative to the expected value where that is above 1.
  func expect(_ actual: [Double], _ key: String, location: SourceLocation = #_sourceLocation) {
    expect(actual, expected[key].numbers, key, location: location)
  }

  func expect(
    _ actual: [Double], _ reference: [Double], _ what: String, location: SourceLocation = #_sourceLocation
  ) {
    #expect(!reference.isEmpty && actual.count == reference.count, "\(name) \(what)", sourceLocation: location)
    for (index, (value, wanted)) in zip(actual, reference).enumerated() {
      let error = (value - wanted).magnitude
      let near = value == wanted || error <= tolerance * max(1, wanted.magnitude)
      #expect(near, "\(name) \(what)[\(index)]: \(value), expected \(wanted)", sourceLocation: location)
    }
  }
}

/// Any JSON value, with plain access for tests.
enum JSON: Decodable {
  case null
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON {
    if case .object(let object) = self { object[key] ?? .null } else { .null }
  }

  subscript(index: Int) -> JSON { list.indices.contains(index) ? list[index] : .null }

  var keys: [String] {
    if case .object(let object) = self { object.keys.sorted() } else { [] }
  }

  var list: [JSON] {
    if case .list(let list) = self { list } else { [] }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// A number, an exact fraction "a/b", or "inf".
  var number: Double? {
    switch self {
    case .number(let number): return number
    case .text("inf"): return .infinity
    case .text(let text):
      let parts = text.split(separator: "/").compactMap { Double($0) }
      guard parts.count == text.split(separator: "/").count else { return nil }
      if parts.count == 2 { return parts[0] / parts[1] }
      return parts.count == 1 ? parts[0] : nil
    default: return nil
    }
  }

  /// The number, or NaN, which no comparison accepts.
  var double: Double { number ?? .nan }
  var integer: Int? { number.flatMap { Int(exactly: $0) } }
  /// All numbers of a list; empty when one is missing, so that a comparison fails.
  var numbers: [Double] {
    let values = list.compactMap(\.number)
    return values.count == list.count ? values : []
  }

  var integers: [Int] { list.compactMap(\.integer) }
  var matrix: [[Double]] { list.map(\.numbers) }
}
