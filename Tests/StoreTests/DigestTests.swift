import Store
import Testing

@Suite("SHA-256")
struct DigestTests {
  @Test("the digest of no bytes and of abc are those of FIPS 180-4")
  func knownAnswers() throws {
    #expect(
      try SHA256Digest([]).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      try SHA256Digest(Array("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try SHA256Digest(Array("abc".utf8)).leading64Bits == 0xba78_16bf_8f01_cfea)
  }

  @Test("the digest does not depend on how the input is cut", arguments: [1, 7, 63, 64, 65, 1000])
  func pieces(length: Int) throws {
    let input = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
    var whole = try SHA256Hasher()
    unsafe try whole.update(input.span.bytes)
    var cut = try SHA256Hasher()
    for start in stride(from: 0, to: input.count, by: length) {
      try cut.update(Array(input[start..<min(start + length, input.count)]))
    }
    let expected = try SHA256Digest(input)
    let fromPieces = try cut.finish()
    let fromSpan = try whole.finish()
    #expect(fromPieces == expected)
    #expect(fromSpan == expected)
  }
}
