internal import Glibc
internal import WebServer

/// Who may ask what of the web view: only a browser that was given the address by the person who started it.
///
/// - The `Host` header must be our own, or another name could be pointed at this machine (DNS rebinding).
/// - A random key in the first address becomes a cookie: other users of the machine reach the port, but not the pages.
/// - A form is taken only from our own pages: same origin, and a random token in the form.
struct ServeGuard: Sendable {
  /// Random, in the first address and then in the cookie.
  let key: String
  /// Random, in every form.
  let token: String
  /// What the `Host` header may be.
  let hosts: Set<String>

  static let cookie = "fairshare"

  init(address: String, port: UInt16, names: [String] = [], random: () -> UInt64 = { .random(in: .min ... .max) }) {
    func secret() -> String { (0..<3).map { _ in String(random(), radix: 36) }.joined() }
    key = secret()
    token = secret()
    var hosts: Set<String> = ["\(Self.bracketed(address)):\(port)"]
    // A wildcard address is no name that a browser asks for.
    if ["127.0.0.1", "::1", "localhost"].contains(address) {
      hosts.formUnion(["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"])
    }
    for name in names { hosts.formUnion([name.lowercased(), "\(name.lowercased()):\(port)"]) }
    self.hosts = hosts
  }

  static func bracketed(_ address: String) -> String { address.contains(":") ? "[\(address)]" : address }

  enum Verdict: Equatable {
    case welcome
    /// The key was in the address: it is put into the cookie, and the address is shown without it.
    case newcomer
    case refused(status: Int, ServeWord)
  }

  /// - Complexity: O(size of the headers).
  func judge(_ request: WebRequest) -> Verdict {
    guard let host = request.headers["host"]?.lowercased(), hosts.contains(host) else {
      return .refused(status: 421, .wrongHost)
    }
    guard ["GET", "HEAD", "POST"].contains(request.method) else { return .refused(status: 405, .wrongMethod) }
    if request.method == "GET", let given = request.query["key"] {
      return Self.isSame(given, key) ? .newcomer : .refused(status: 403, .noKey)
    }
    guard let given = cookieValue(request), Self.isSame(given, key) else { return .refused(status: 403, .noKey) }
    guard request.method == "POST" else { return .welcome }
    // A page of another site can send a form here, but cannot say that it comes from us.
    let origin = request.headers["origin"]?.lowercased()
    let isOwn = origin.map { $0 == "http://\(host)" || $0 == "https://\(host)" } ?? false
    let isSameSite = (origin == nil || origin == "null") && request.headers["sec-fetch-site"] == "same-origin"
    guard isOwn || isSameSite else { return .refused(status: 403, .wrongOrigin) }
    let kind = request.headers["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
    guard kind.lowercased() == "application/x-www-form-urlencoded" else {
      return .refused(status: 415, .wrongForm)
    }
    guard let body = request.body else { return .refused(status: 413, .tooLong) }
    guard let token = FormBody(body)["token"], Self.isSame(token, self.token) else {
      return .refused(status: 403, .oldForm)
    }
    return .welcome
  }

  private func cookieValue(_ request: WebRequest) -> String? {
    for part in request.headers["cookie"]?.split(separator: ";") ?? [] {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0] == Self.cookie { return String(pair[1]) }
    }
    return nil
  }

  /// Whether two secrets are equal, in a time that does not tell how far they agree.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// The fields of a form as a browser sends them.
struct FormBody {
  private var fields: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.decoded(sides[0])
      if fields[name] == nil { fields[name] = sides.count == 2 ? Self.decoded(sides[1]) : "" }
    }
  }

  subscript(name: String) -> String? { fields[name] }

  private static func decoded(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    var pending: [UInt8] = []
    for byte in bytes {
      if !pending.isEmpty {
        pending.append(byte)
        guard pending.count == 3 else { continue }
        let digits = String(decoding: pending[1...], as: UTF8.self)
        if let value = UInt8(digits, radix: 16) { result.append(value) } else { result += pending }
        pending = []
      } else if byte == UInt8(ascii: "%") {
        pending = [byte]
      } else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: result + pending, as: UTF8.self)
  }
}
