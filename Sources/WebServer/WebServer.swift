internal import Dispatch
internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import Synchronization

/// A small HTTP server for one machine: hands each request to a closure, one at a time.
public struct WebServer: Sendable {
  public let address: String
  /// 0 takes a free one.
  public let port: UInt16
  /// Bytes of a request's body that are taken.
  public static let limit = 64 << 10

  public init(address: String, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// Why the server could not begin or go on.
  public struct Fault: Error, Sendable {
    public let why: String
  }

  /// Serves until it is told to stop; blocks the calling thread.
  ///
  /// - Parameters:
  ///   - onListening: told the port once.
  ///   - isStopped: asked a few times a second.
  ///   - respond: may block; is never called twice at once.
  /// - Throws: `Fault` where the address cannot be taken.
  public func run(
    onListening: @escaping @Sendable (UInt16) -> Void, isStopped: @Sendable () -> Bool,
    respond: @escaping @Sendable (WebRequest) -> WebResponse
  ) throws(Fault) {
    let configuration: HTTPServer.Configuration
    do {
      configuration =
        address.contains(":")
        ? HTTPServer.Configuration(address: try .inet6(ip6: address, port: port), timeout: 30, logger: .disabled)
        : HTTPServer.Configuration(address: try .inet(ip4: address, port: port), timeout: 30, logger: .disabled)
    } catch {
      throw Fault(why: Self.why(error))
    }
    // The closure waits for a database: a queue of its own keeps the server's threads free.
    let queue = DispatchQueue(label: "fairshare.serve")
    let server = HTTPServer(
      config: configuration,
      handler: ClosureHTTPHandler { request in
        let asked = try await Self.asked(request)
        let answer = await withCheckedContinuation { done in queue.async { done.resume(returning: respond(asked)) } }
        return Self.answer(answer, isHead: asked.method == "HEAD")
      })
    let ended = DispatchSemaphore(value: 0)
    let fault = Mutex<String?>(nil)
    Task {
      do { try await server.run() } catch {
        if !(error is CancellationError) { fault.withLock { $0 = Self.why(error) } }
      }
      ended.signal()
    }
    Task {
      guard (try? await server.waitUntilListening()) != nil else { return }
      switch await server.listeningAddress {
      case .ip4(_, let port), .ip6(_, let port): onListening(port)
      default: break
      }
    }
    while ended.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
      guard isStopped() else { continue }
      Task { await server.stop(timeout: 1) }
      _ = ended.wait(timeout: .now() + .seconds(3))
      return
    }
    if let why = fault.withLock({ $0 }) { throw Fault(why: why) }
  }

  /// What the system says, without the names that the library gives to it.
  private static func why(_ error: any Error) -> String {
    switch error as? SocketError {
    case .failed(_, _, let message): message
    case .unsupportedAddress: "unsupported address"
    case let other?: other.localizedDescription
    case nil: "\(error)"
    }
  }

  private static func asked(_ request: HTTPRequest) async throws -> WebRequest {
    var headers: [String: String] = [:]
    for name in request.headers.keys { headers[name.rawValue.lowercased()] = request.headers[name] }
    let size = request.bodySequence.count
    let body: [UInt8]? =
      size.map { $0 <= limit } ?? false ? [UInt8](try await request.bodyData) : nil
    return WebRequest(
      method: request.method.rawValue, path: request.path,
      query: Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first }, headers: headers,
      body: body)
  }

  private static func answer(_ response: WebResponse, isHead: Bool) -> HTTPResponse {
    var headers: [HTTPHeader: String] = [:]
    for header in response.headers { headers[HTTPHeader(header.name)] = header.value }
    return HTTPResponse(
      statusCode: HTTPStatusCode(response.status, phrase: phrase(response.status)), headers: HTTPHeaders(headers),
      body: isHead ? Data() : Data(response.body.utf8))
  }

  private static func phrase(_ status: Int) -> String {
    [
      200: "OK", 303: "See Other", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
      413: "Content Too Large", 415: "Unsupported Media Type", 421: "Misdirected Request",
      422: "Unprocessable Content", 500: "Internal Server Error", 503: "Service Unavailable",
    ][status] ?? "Status"
  }
}
