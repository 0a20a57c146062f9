import Reporting
import Testing
import WebServer

@testable import Pipeline

@Suite("Who may ask what of the web view")
struct ServeGuardTests {
  private let door = ServeGuard(address: "127.0.0.1", port: 8377)

  private func get(_ change: (inout WebRequest) -> Void = { _ in }) -> ServeGuard.Verdict {
    var request = WebRequest(path: "/", headers: ["host": "127.0.0.1:8377", "cookie": "a=b; fairshare=\(door.key)"])
    change(&request)
    return door.judge(request)
  }

  private func post(_ change: (inout WebRequest) -> Void = { _ in }) -> ServeGuard.Verdict {
    get {
      $0.method = "POST"
      $0.headers["origin"] = "http://127.0.0.1:8377"
      $0.headers["content-type"] = "application/x-www-form-urlencoded"
      $0.body = Array("decision=cleared&token=\(door.token)".utf8)
      change(&$0)
    }
  }

  @Test("a browser with the key reads and sends; the key in the address becomes a cookie")
  func welcome() {
    #expect(get() == .welcome)
    #expect(get { $0.headers["host"] = "LOCALHOST:8377" } == .welcome)
    #expect(get { $0.headers["host"] = "[::1]:8377" } == .welcome)
    #expect(
      get {
        $0.headers["cookie"] = nil
        $0.query["key"] = door.key
      } == .newcomer)
    #expect(post() == .welcome)
    #expect(
      post {
        $0.headers["origin"] = "null"
        $0.headers["sec-fetch-site"] = "same-origin"
      } == .welcome)
  }

  @Test("another name for this machine is refused: DNS can be pointed here")
  func rebinding() {
    for host in ["evil.example:8377", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8377.evil.example", ""] {
      #expect(get { $0.headers["host"] = host } == .refused(status: 421, .wrongHost), "\(host)")
    }
    #expect(get { $0.headers["host"] = nil } == .refused(status: 421, .wrongHost))
  }

  @Test("without the key nothing is shown")
  func key() {
    #expect(get { $0.headers["cookie"] = nil } == .refused(status: 403, .noKey))
    #expect(get { $0.headers["cookie"] = "fairshare=" } == .refused(status: 403, .noKey))
    #expect(get { $0.headers["cookie"] = "fairshare=\(door.key)x" } == .refused(status: 403, .noKey))
    #expect(get { $0.query["key"] = "guess" } == .refused(status: 403, .noKey))
  }

  @Test("a form from anywhere else, of another kind, too long or with another token is refused")
  func forms() {
    #expect(post { $0.headers["origin"] = "http://evil.example" } == .refused(status: 403, .wrongOrigin))
    #expect(post { $0.headers["origin"] = nil } == .refused(status: 403, .wrongOrigin))
    #expect(post { $0.headers["origin"] = "null" } == .refused(status: 403, .wrongOrigin))
    #expect(
      post {
        $0.headers["origin"] = nil
        $0.headers["sec-fetch-site"] = "same-site"
      } == .refused(status: 403, .wrongOrigin))
    #expect(post { $0.headers["content-type"] = "text/plain" } == .refused(status: 415, .wrongForm))
    #expect(post { $0.body = nil } == .refused(status: 413, .tooLong))
    #expect(post { $0.body = Array("token=guess".utf8) } == .refused(status: 403, .oldForm))
    #expect(post { $0.body = [] } == .refused(status: 403, .oldForm))
    #expect(get { $0.method = "DELETE" } == .refused(status: 405, .wrongMethod))
  }

  @Test("two servers have different secrets, long enough")
  func secrets() {
    let other = ServeGuard(address: "127.0.0.1", port: 8377)
    #expect(Set([door.key, door.token, other.key, other.token]).count == 4)
    #expect(door.key.count >= 24)
    #expect(ServeGuard.isSame("abc", "abc") && !ServeGuard.isSame("abc", "abd") && !ServeGuard.isSame("abc", "ab"))
  }

  @Test("fields of a form are decoded once, the first of a name counts")
  func fields() {
    let form = FormBody(Array("a=1+2&b=%E7%BD%B2%25&a=3&c&d=%zz%4".utf8))
    #expect(form["a"] == "1 2")
    #expect(form["b"] == "署%")
    #expect(form["c"] == "")
    #expect(form["d"] == "%zz%4")
    #expect(form["e"] == nil)
  }

  @Test("what is said in place of a page is in both languages")
  func words() {
    for word in ServeWord.allCases {
      #expect(word.text.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
      #expect(!word.text.english.isEmpty)
    }
  }
}
