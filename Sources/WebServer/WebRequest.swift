/// What a browser asks for.
public struct WebRequest: Sendable {
  public var method: String
  /// Decoded, with `.` and `..` resolved.
  public var path: String
  public var query: [String: String]
  /// By name in lower case.
  public var headers: [String: String]
  /// Nil where there is more of it than is taken.
  public var body: [UInt8]?

  public init(
    method: String = "GET", path: String, query: [String: String] = [:], headers: [String: String] = [:],
    body: [UInt8]? = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}

/// What a browser is answered.
public struct WebResponse: Sendable {
  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: String

  public init(status: Int, headers: [(name: String, value: String)] = [], body: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
