import Foundation

/// `docs/json-lines.schema.json`, and as much of JSON Schema as it uses.
struct JSONLinesSchema {
  private let root: [String: Any]

  init() throws {
    let data = try Data(contentsOf: PackageRoot.file("docs/json-lines.schema.json"))
    guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw TestError("the schema is no object")
    }
    self.root = root
  }

  private var definitions: [String: [String: Any]] { root["$defs"] as? [String: [String: Any]] ?? [:] }

  /// Types of objects that it describes.
  var types: Set<String> { Set(definitions.keys) }

  /// What is wrong with a line; empty for a valid one.
  func faults(_ object: [String: Any]) -> [String] {
    guard let type = object["type"] as? String, let own = definitions[type] else {
      return ["there is no type \(object["type"] ?? "")"]
    }
    return Self.faults(object, root) + Self.faults(object, own)
  }

  private static func faults(_ object: [String: Any], _ schema: [String: Any]) -> [String] {
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\($0) is missing" }
    for (name, rule) in schema["properties"] as? [String: [String: Any]] ?? [:] {
      guard let value = object[name] else { continue }
      if let types = (rule["type"] as? [String]) ?? (rule["type"] as? String).map({ [$0] }),
        !types.contains(where: { isOf($0, value) })
      {
        faults.append("\(name) is no \(types)")
      }
      if let pattern = rule["pattern"] as? String, let text = value as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        faults.append("\(name) is \(text)")
      }
      if let constant = rule["const"] as? String, value as? String != constant { faults.append("\(name) is \(value)") }
      if let allowed = rule["enum"] as? [Any], !allowed.contains(where: { "\($0)" == "\(value)" }) {
        faults.append("\(name) is \(value)")
      }
    }
    return faults
  }

  /// A JSON truth value; Foundation reads it as a number.
  private static func isBool(_ value: Any) -> Bool {
    (value as? NSNumber).map { unsafe ["c", "B"].contains(String(cString: $0.objCType)) } ?? false
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "string": value is String
    case "number": value is NSNumber && !isBool(value)
    case "integer": (value as? NSNumber).map { !isBool(value) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "boolean": isBool(value)
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "null": value is NSNull
    default: false
    }
  }
}
