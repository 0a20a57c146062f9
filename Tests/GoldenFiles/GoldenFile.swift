internal import Foundation
public import Testing

/// A file of reference numbers, read where it lies: in the folder `shared` beside the checkout.
///
/// A missing file is a failing test, never a skipped one.
public struct GoldenFile {
  public let vectors: [GoldenVector]

  public init(_ name: String, from source: String = #filePath) throws {
    var folder = URL(filePath: source).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    let file = folder.deletingLastPathComponent().appending(path: "shared/golden").appending(path: name)
    let root = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
    vectors = root["vectors"].list.map {
      GoldenVector(
        name: $0["name"].text ?? "", inputs: $0["inputs"], expected: JSON($0["expected"].node, ReadMarks()),
        tolerance: $0["tolerance"].number ?? .nan)
    }
  }

  /// Runs one check per vector by name; a vector without a check, or a check without a vector, fails.
  ///
  /// So does an expected number that no check has looked at, unless it says again what another one says.
  public func check(_ checks: [String: (GoldenVector) throws -> Void]) throws {
    #expect(Set(vectors.map(\.name)) == Set(checks.keys))
    for vector in vectors {
      try checks[vector.name]?(vector)
      let unread = vector.expected.unread.filter { path in !Self.repeated.contains { path.contains($0) } }
      #expect(unread.isEmpty, "\(vector.name): nobody looked at \(unread.joined(separator: ", "))")
    }
  }

  /// Names of numbers that are others in another form: as fractions, rounded, or as printed in a paper.
  private static let repeated = ["_exact", "_rounded", "_printed"]
}

public struct GoldenVector {
  public let name: String
  public let inputs: JSON
  public let expected: JSON
  /// As stated by the file.
  public let tolerance: Double

  /// Expects values within the file's tolerance, absolute or relative to the expected value where that is above 1.
  public func expect(_ actual: [Double], _ key: String, location: SourceLocation = #_sourceLocation) {
    expect(actual, expected[key].numbers, key, location: location)
  }

  public func expect(
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

/// Any JSON value, with plain access for tests; it remembers which leaves were looked at.
public struct JSON: Decodable {
  public indirect enum Node {
    case null
    case number(Double)
    case text(String)
    case list([Node])
    case object([String: Node])
  }

  public let node: Node
  private let marks: ReadMarks?
  private let path: String

  public init(_ node: Node) { self.init(node, nil) }

  init(_ node: Node, _ marks: ReadMarks?, path: String = "") {
    self.node = node
    self.marks = marks
    self.path = path
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self.init(.null)
    } else if let number = try? container.decode(Double.self) {
      self.init(.number(number))
    } else if let text = try? container.decode(String.self) {
      self.init(.text(text))
    } else if let list = try? container.decode([JSON].self) {
      self.init(.list(list.map(\.node)))
    } else {
      self.init(.object(try container.decode([String: JSON].self).mapValues(\.node)))
    }
  }

  private func child(_ node: Node, _ name: String) -> JSON { JSON(node, marks, path: path + "/" + name) }

  public subscript(key: String) -> JSON {
    if case .object(let object) = node { child(object[key] ?? .null, key) } else { JSON(.null) }
  }

  public subscript(index: Int) -> JSON {
    if case .list(let list) = node, list.indices.contains(index) { child(list[index], "\(index)") } else { JSON(.null) }
  }

  public var isNull: Bool {
    marks?.read.insert(path)
    return if case .null = node { true } else { false }
  }

  public var keys: [String] {
    if case .object(let object) = node { object.keys.sorted() } else { [] }
  }

  public var list: [JSON] {
    if case .list(let list) = node { list.indices.map { self[$0] } } else { [] }
  }

  public var text: String? {
    marks?.read.insert(path)
    return if case .text(let text) = node { text } else { nil }
  }

  /// A number, an exact fraction "a/b", or "inf".
  public var number: Double? {
    marks?.read.insert(path)
    switch node {
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
  public var double: Double { number ?? .nan }
  public var integer: Int? { number.flatMap { Int(exactly: $0) } }
  /// All numbers of a list; empty when one is missing, so that a comparison fails.
  public var numbers: [Double] {
    let values = list.compactMap(\.number)
    return values.count == list.count ? values : []
  }

  public var integers: [Int] { list.compactMap(\.integer) }
  public var matrix: [[Double]] { list.map(\.numbers) }

  /// Paths of the leaves below that nobody has read.
  var unread: [String] {
    switch node {
    case .object: keys.flatMap { self[$0].unread }
    case .list: list.flatMap(\.unread)
    default: marks?.read.contains(path) == true ? [] : [path]
    }
  }
}

/// Paths of the leaves of one value that were read.
final class ReadMarks {
  var read: Set<String> = []
}
