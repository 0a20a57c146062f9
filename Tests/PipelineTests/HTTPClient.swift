import Foundation
import Glibc

/// One request over a socket of its own, byte for byte as it is given: no client mends its paths or headers.
enum HTTPClient {
  struct Answer {
    var status: Int
    var head: String
    var body: String
  }

  static func ask(
    port: Int, _ method: String = "GET", _ path: String, _ headers: [String: String] = [:], body: String = ""
  ) throws -> Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw TestError("no connection to port \(port)") }
    var all = ["Host": "127.0.0.1:\(port)", "Connection": "close", "Content-Length": "\(body.utf8.count)"]
    all.merge(headers) { $1 }
    let lines = ["\(method) \(path) HTTP/1.1"] + all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let text = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    var sent = 0
    while sent < text.count {
      let count = unsafe text[sent...].withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { throw TestError("the server does not read") }
      sent += count
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let answer = String(decoding: bytes, as: UTF8.self)
    let parts = answer.components(separatedBy: "\r\n\r\n")
    let status = Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0
    return Answer(status: status, head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"))
  }
}
