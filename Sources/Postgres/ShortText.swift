/// A text of at most 15 bytes as two words, so that it is compared, copied and encoded without a loop.
public struct ShortText: Sendable, Equatable {
  /// The first eight bytes, the first of them lowest; zero behind the end.
  public let head: UInt64
  /// Seven more bytes, and in the highest place how many there are in all.
  public let tail: UInt64

  /// The words as they were read from another short text.
  @inlinable public init(head: UInt64, tail: UInt64) {
    self.head = head
    self.tail = tail
  }

  /// nil for more than 15 bytes.
  @unsafe @inlinable public init?(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    guard count <= 15 else { return nil }
    var head: UInt64 = 0
    var more: UInt64 = 0
    // Loads that overlap take every length without a loop over its bytes.
    if count >= 8 {
      head = unsafe Self.word(bytes, 0)
      more = unsafe Self.word(bytes, count - 8) >> UInt64(8 * (16 - count))
    } else if count >= 4 {
      head = unsafe Self.half(bytes, 0) | Self.half(bytes, count - 4) << UInt64(8 * (count - 4))
    } else if count > 0 {
      let (first, middle, last) = unsafe (bytes[0], bytes[count / 2], bytes[count - 1])
      head = UInt64(first) | UInt64(middle) << UInt64(8 * (count / 2)) | UInt64(last) << UInt64(8 * (count - 1))
    }
    self.init(head: head, tail: more | UInt64(count) << 56)
  }

  /// nil for more than 15 bytes of UTF-8.
  public init?(_ text: String) {
    var text = text
    let short = text.withUTF8 { unsafe ShortText(UnsafeRawBufferPointer($0)) }
    guard let short else { return nil }
    self = short
  }

  @inlinable public var count: Int { Int(tail >> 56) }

  /// Whether its bytes come before another's in byte order, as `COLLATE "C"` has it.
  @inlinable public func precedes(_ other: ShortText) -> Bool {
    let (a, b) = (head.byteSwapped, other.head.byteSwapped)
    return a == b ? tail.byteSwapped < other.tail.byteSwapped : a < b
  }

  @unsafe @inlinable static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @unsafe @inlinable static func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    unsafe UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}

extension BinaryRows {
  /// A text of at most 15 bytes.
  @inlinable public mutating func text(_ value: ShortText) {
    // Both words are put down whatever the length: the next field goes over what is behind the end.
    beginField(length: Int32(truncatingIfNeeded: value.count), 16)
    unsafe base.storeBytes(of: value.head.littleEndian, toByteOffset: used, as: UInt64.self)
    unsafe base.storeBytes(of: value.tail.littleEndian, toByteOffset: used + 8, as: UInt64.self)
    used += value.count
  }
}
