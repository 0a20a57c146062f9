import Testing

@testable import Postgres

/// The binary COPY decoder on bytes alone: good, broken and random ones.
@Suite struct CopyStreamTests {
  static let header: [UInt8] = [
    0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
  ]

  /// Decodes messages of rows with one int2; returns the values.
  private func decode(_ messages: [[UInt8]]) throws -> (values: [Int16], sawTrailer: Bool) {
    var stream = CopyStream(fieldCount: 1)
    var values: [Int16] = []
    for message in messages {
      unsafe try message.withUnsafeBytes { bytes in
        unsafe try stream.read(bytes) { values.append(try $0.int16()) }
      }
    }
    return (values, stream.sawTrailer)
  }

  private let row: [UInt8] = [0, 1, 0, 0, 0, 2, 1, 2]
  private let trailer: [UInt8] = [0xFF, 0xFF]

  @Test("the header may come alone, with the first row, or with an extension") func headers() throws {
    #expect(try decode([Self.header + row, row, trailer]).values == [258, 258])
    #expect(try decode([Self.header, row, trailer]).values == [258])
    var extended = Self.header
    extended[18] = 3
    let found = try decode([extended + [9, 9, 9] + row, trailer])
    #expect(found.values == [258])
    #expect(found.sawTrailer)
    #expect(try decode([Self.header + trailer]).sawTrailer)
    #expect(try !decode([Self.header + row]).sawTrailer)
  }

  @Test("a broken header is refused") func brokenHeaders() throws {
    var withOIDs = Self.header
    withOIDs[12] = 1
    var longer = Self.header
    longer[18] = 1
    var negative = Self.header
    negative[15] = 0xFF
    var other = Self.header
    other[0] = 0
    for bytes in [withOIDs, longer, negative, other, Array(Self.header.dropLast()), [0]] {
      #expect(try caught { _ = try decode([bytes]) }.code == .malformedCopy, "\(bytes)")
    }
    // The lower flag bits are free for anyone.
    var harmless = Self.header
    harmless[14] = 1
    #expect(try decode([harmless + row]).values == [258])
  }

  @Test("a broken row is refused") func brokenRows() throws {
    let broken: [[UInt8]] = [
      [0], [0, 1], [0, 1, 0, 0, 0], [0, 1, 0, 0, 0, 2, 1], row + [0], [0, 2] + row.dropFirst(2),
      [0, 0], [0, 1, 0xFF, 0xFF, 0xFF, 0xFE], [0, 1, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0], trailer + row,
    ]
    for bytes in broken {
      #expect(try caught { _ = try decode([Self.header, bytes]) }.code == .malformedCopy, "\(bytes)")
    }
    #expect(try caught { _ = try decode([Self.header, trailer, row]) }.code == .malformedCopy)
  }

  @Test("random bytes never crash the decoder", arguments: 1...20) func randomBytes(_ seed: UInt64) {
    var generator = RoundTripTests.Generator(state: seed)
    for _ in 0..<2000 {
      var bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        // Mostly small numbers, so that lengths are often plausible.
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...4, using: &generator) : UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) { bytes = [0, 3] + bytes }
      var stream = CopyStream(fieldCount: 3)
      _ = unsafe try? Self.header.withUnsafeBytes { unsafe try stream.read($0) { _ in } }
      _ = unsafe try? bytes.withUnsafeBytes { buffer in
        unsafe try stream.read(buffer) { row in
          _ = try row.textOrNull()
          _ = try row.numericOrNull()
          _ = try row.nanoOrNull()
        }
      }
      unsafe bytes.withUnsafeBytes { buffer in
        if let value = unsafe Numeric(buffer) {
          _ = value.double
          _ = value.nano
        }
      }
    }
  }
}
