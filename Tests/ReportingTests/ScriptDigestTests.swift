import Foundation
import Testing

@testable import Reporting

@Test("the content policy names the digest of the very script in the page")
func scriptDigest() throws {
  let digest = Data(SHA256.digest(Array(PageRenderer.script.utf8))).base64EncodedString()
  #expect(PageRenderer.scriptDigest == "sha256-\(digest)")
  let page = try PageRenderer().render(Samples.team(intervals: false))
  #expect(page.contains("<script>\(PageRenderer.script)</script>"))
  #expect(page.contains("script-src 'sha256-\(digest)'"))
}

@Test("the digest in this test is SHA-256")
func digestOracle() {
  let hexadecimal = SHA256.digest(Array("abc".utf8)).map { String(format: "%02x", $0) }.joined()
  #expect(hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

/// SHA-256 (FIPS 180-4), for this test only; constants are computed from primes as the standard defines them.
private enum SHA256 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    let k = primes.prefix(64).map { fraction(cbrt(Double($0))) }
    var h = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
    for start in stride(from: 0, to: bytes.count, by: 64) {
      var w = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + 4 * i + $1]) } }
      for i in 16..<64 {
        let a = w[i - 15]
        let b = w[i - 2]
        let s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3)
        let s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10)
        w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
      }
      var v = Array(h)
      for i in 0..<64 {
        let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
        let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
        let t1 = v[7] &+ s1 &+ choice &+ k[i] &+ w[i]
        let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
        let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
        v = [t1 &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
      }
      h = zip(h, v).map { $0 &+ $1 }
    }
    return h.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

  private static func fraction(_ x: Double) -> UInt32 {
    UInt32((x - x.rounded(.down)) * 4_294_967_296)
  }
}
