internal import Reporting
internal import Synchronization
internal import WebServer

/// `fairshare serve`: the pages from the database, and the review queue to decide in; for this machine only by default.
public struct ServeVerb: Verb {
  public static let name = "serve"
  public let address: String
  public let port: Int
  /// Further names that a browser may ask for, as behind a proxy that ends TLS.
  public let hosts: [String]
  public let period: String?

  public init(address: String, port: Int, hosts: [String], period: String?) {
    self.address = address == "localhost" ? "127.0.0.1" : address
    self.port = port
    self.hosts = hosts
    self.period = period
  }

  public func perform(
    _ workplace: Workplace, _ resolved: ResolvedConfiguration, _ console: Console
  ) throws -> VerbResult {
    guard let port = UInt16(exactly: port) else {
      throw Failure(
        .usage, Bilingual("端口 \(port) 不在 0 到 65535 之间。", "Port \(port) is not from 0 to 65535."),
        place: "--port \(port)",
        fix: Bilingual("换一个端口；0 表示任选。", "Choose another; 0 takes any that is free."))
    }
    try check(workplace)
    Interruption.watch()
    let site = Served()
    do {
      try WebServer(address: address, port: port).run(
        onListening: { port in
          let door = ServeGuard(address: address, port: port, names: hosts)
          do {
            site.open(
              try ServedSite(workplace, resolved, door: door, period: period, language: console.language))
          } catch {
            console.fail(Failure(error))
          }
          tell(door, port, console)
        }, isStopped: { Interruption.isRequested }, respond: site.respond)
    } catch {
      throw Failure(
        .addressTaken, Bilingual("无法在 \(address):\(port) 上提供服务。", "Nothing can be served at \(address):\(port)."),
        place: "--address \(address) --port \(port)", why: Bilingual(same: error.why),
        fix: Bilingual(
          "换一个 --port（--port 0 任选一个空闲的端口），或写本机的一个 --address。",
          "Choose another --port (--port 0 takes any that is free), or an --address of this machine."))
    }
    // Asked to end is how it ends: nothing was left undone.
    return VerbResult(state: "stopped")
  }

  /// What would fail at every request fails before the first.
  private func check(_ workplace: Workplace) throws {
    var connection = try workplace.connect("serve")
    _ = try workplace.published(&connection, period: period)
  }

  private func tell(_ door: ServeGuard, _ port: UInt16, _ console: Console) {
    let url = "http://\(ServeGuard.bracketed(address)):\(port)/?key=\(door.key)"
    console.object("serving", ["url": .string(url), "address": .string(address), "port": .integer(Int(port))])
    console.say(Bilingual("正在提供：\(url)", "serving  \(url)"))
    console.say(
      Bilingual("这个地址就是钥匙：不要转发。按 Ctrl-C 停止。", "The address is the key: do not pass it on. Ctrl-C ends it."))
    if !address.hasPrefix("127."), address != "::1" {
      console.remark(
        Bilingual(
          "注意：其他机器也能访问，而且没有 TLS；请放在终结 TLS 的代理后面。",
          "Take care: other machines can reach this, and without TLS; put it behind a proxy that ends TLS."))
    }
  }
}

/// The site, once the port is known that its door asks for.
private final class Served: Sendable {
  private let site = Mutex<ServedSite?>(nil)

  func open(_ site: ServedSite) { self.site.withLock { $0 = site } }

  func respond(_ request: WebRequest) -> WebResponse {
    guard let site = site.withLock({ $0 }) else { return WebResponse(status: 503) }
    return site.respond(request)
  }
}
