import Glibc
import Testing

/// A stand-in between one client and the real server: looks at each message of the server and may drop it, fall
/// silent, or cut the line.
final class MessageProxy: Sendable {
  enum Action { case forward, drop, freeze, cut }

  /// Folder of the proxy's socket; `.s.PGSQL.5432` lies in it.
  let folder: String
  private let listener: Int32
  private let sockets = Locked<[Int32]>([])

  /// - Parameters:
  ///   - delay: how long a statement is held back before the server gets it; requests to cancel are not.
  ///   - judge: is given the number, type byte and content of each server message behind the start packet.
  init(
    to server: String, delay: Duration = .zero, judge: @escaping @Sendable (Int, UInt8, [UInt8]) -> Action
  ) throws {
    folder = try temporaryFolder()
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    let bound = unsafe withAddress(folder + "/.s.PGSQL.5432") { unsafe bind(listener, $0, $1) }
    try #require(bound == 0)
    listen(listener, 8)
    detach { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard unsafe withAddress(server + "/.s.PGSQL.5432", { unsafe connect(upstream, $0, $1) }) == 0 else {
          close(client)
          close(upstream)
          continue
        }
        self?.sockets.withLock { $0 += [client, upstream] }
        detach { pump(from: client, to: upstream, delay) }
        detach { relay(from: upstream, to: client, judge) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    for descriptor in sockets.withLock({ $0 }) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    unsafe unlink(folder + "/.s.PGSQL.5432")
    unsafe rmdir(folder)
  }
}

/// Copies bytes as they come, statements late: those that begin with a Query or Parse message.
private func pump(from source: Int32, to target: Int32, _ delay: Duration) {
  while let bytes = receive(source, atMost: 65_536) {
    if let first = bytes.first, "QP".utf8.contains(first) { usleep(useconds_t(delay / .microseconds(1))) }
    guard sendAll(bytes, to: target) else { break }
  }
  shutdown(target, Int32(SHUT_RDWR))
}

/// Copies whole messages as the judge says.
private func relay(
  from server: Int32, to client: Int32, _ judge: @Sendable (Int, UInt8, [UInt8]) -> MessageProxy.Action
) {
  defer {
    shutdown(server, Int32(SHUT_RDWR))
    shutdown(client, Int32(SHUT_RDWR))
  }
  var number = 0
  while let head = receive(server, exactly: 5) {
    let length = head[1...].reduce(0) { $0 << 8 | Int($1) } - 4
    guard let body = receive(server, exactly: length) else { return }
    number += 1
    switch judge(number, head[0], body) {
    case .forward: guard sendAll(head + body, to: client) else { return }
    case .drop: continue
    case .freeze: while receive(server, atMost: 65_536) != nil {}
    case .cut: return
    }
  }
}

private func receive(_ descriptor: Int32, atMost count: Int) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: count)
  let read = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
  return read > 0 ? Array(bytes[..<read]) : nil
}

private func receive(_ descriptor: Int32, exactly count: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  while bytes.count < count {
    guard let more = receive(descriptor, atMost: count - bytes.count) else { return nil }
    bytes += more
  }
  return bytes
}

private func sendAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var start = 0
  while start < bytes.count {
    let sent = unsafe bytes.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress.map { unsafe $0 + start }, $0.count - start, Int32(MSG_NOSIGNAL))
    }
    guard sent > 0 else { return false }
    start += sent
  }
  return true
}
