/// The 128 bits of a uuid, in the order they are written.
public struct UUIDBits: Sendable, Hashable {
  public var high: UInt64
  public var low: UInt64

  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
