internal import CLibPQ

extension PostgresError.RetryClass {
  /// Classifies by SQLSTATE alone; text is never looked at because servers speak the language of their locale.
  ///
  /// 53300 (too many connections) counts as `connection`: a slot frees itself, unlike disk space.
  init(sqlState: String) {
    switch sqlState {
    case "57P01", "57P02", "57P03", "57P05", "25P03", "53300": self = .connection
    case "40001", "40P01": self = .conflict
    case "55P03", "57014": self = .wait
    case "53100", "53200", "53400": self = .space
    default: self = sqlState.hasPrefix("08") ? .connection : .never
    }
  }
}

extension PostgresError {
  /// The error a failed result speaks of.
  ///
  /// A result without SQLSTATE was made by libpq: when the connection is gone that is `connectionLost`.
  init(result: OpaquePointer?, wire: Wire, doing summary: String) {
    let lost = wire.isBad
    if let state = string(unsafe PQresultErrorField(result, diagnostic("C"))), !state.isEmpty {
      var report = unsafe ServerReport(result: result)
      report.redact(wire.secret)
      let retry = RetryClass(sqlState: state)
      self.init(
        lost ? .connectionLost : .statementFailed, summary, retryClass: lost && retry == .never ? .connection : retry,
        sqlState: state, server: report)
      return
    }
    let text = string(unsafe PQresultErrorMessage(result)) ?? ""
    if lost {
      self = wire.lossError(summary, text)
    } else {
      var report = ServerReport()
      report.message = redacted(text, wire.secret)
      self.init(.statementFailed, summary, server: report)
    }
  }
}

extension ServerReport {
  init(result: OpaquePointer?) {
    self.init()
    func field(_ name: Character) -> String? { unsafe string(PQresultErrorField(result, diagnostic(name))) }
    // V is the severity that is never translated.
    severity = field("V") ?? field("S")
    message = field("M")
    detail = field("D")
    hint = field("H")
    context = field("W")
    schema = field("s")
    table = field("t")
    column = field("c")
    constraint = field("n")
    position = field("P").flatMap { Int($0) }
  }

  mutating func redact(_ secret: String?) {
    message = message.map { redacted($0, secret) }
    detail = detail.map { redacted($0, secret) }
    hint = hint.map { redacted($0, secret) }
    context = context.map { redacted($0, secret) }
  }
}

/// The field code of `PQresultErrorField`: the ASCII value of a letter of the protocol.
func diagnostic(_ letter: Character) -> Int32 { Int32(letter.asciiValue ?? 0) }

/// A C string as a Swift string; nil stays nil.
@safe func string(_ text: UnsafePointer<CChar>?) -> String? {
  guard let text = unsafe text else { return nil }
  return unsafe String(cString: text)
}

/// `text` with every occurrence of `secret` blanked out.
func redacted(_ text: String, _ secret: String?) -> String {
  guard let secret, !secret.isEmpty else { return text }
  let needle = Array(secret.utf8)
  let hay = Array(text.utf8)
  guard hay.count >= needle.count else { return text }
  var out: [UInt8] = []
  var index = 0
  while index < hay.count {
    if index + needle.count <= hay.count, hay[index..<index + needle.count].elementsEqual(needle) {
      out.append(contentsOf: "***".utf8)
      index += needle.count
    } else {
      out.append(hay[index])
      index += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}
