private import CLibCrypto

/// A SHA-256 digest: 32 bytes that any two equal inputs share and no two different inputs are known to share.
///
/// Source: FIPS 180-4 (National Institute of Standards and Technology, 2015), as computed by OpenSSL.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// The digest of bytes that are all at hand.
  ///
  /// - Complexity: O(n).
  public init(_ input: [UInt8]) throws(StoreError) {
    var hasher = try SHA256Hasher()
    try hasher.update(input)
    self = try hasher.finish()
  }

  fileprivate init(finished bytes: [UInt8]) { self.bytes = bytes }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first 8 bytes as a big-endian number, from which a run's seed is made.
  public var leading64Bits: UInt64 {
    bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Takes a SHA-256 digest of bytes as they come, in any number of pieces.
///
/// How the input is cut into pieces does not matter. Not for passwords or keys: it is a plain digest.
@safe public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Starts an empty digest.
  ///
  /// - Throws: `StoreError`, code `digestUnavailable`, if OpenSSL has no SHA-256 or no memory.
  public init() throws(StoreError) {
    guard let context = unsafe EVP_MD_CTX_new() else { throw .digestUnavailable() }
    guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      unsafe EVP_MD_CTX_free(context)
      throw .digestUnavailable()
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes to the end of the input.
  ///
  /// - Complexity: O(n).
  public mutating func update(_ bytes: [UInt8]) throws(StoreError) {
    let accepted = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    guard accepted == 1 else { throw .digestUnavailable() }
  }

  /// Adds bytes to the end of the input, from memory that the caller owns.
  @unsafe mutating func update(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    guard unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw .digestUnavailable() }
  }

  /// Adds bytes to the end of the input, without a copy into an array.
  ///
  /// - Complexity: O(n).
  public mutating func update(_ bytes: RawSpan) throws(StoreError) {
    let accepted = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    guard accepted == 1 else { throw .digestUnavailable() }
  }

  /// The digest of everything that was added; the hasher is used up.
  public consuming func finish() throws(StoreError) -> SHA256Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    let finished = unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
    }
    guard finished == 1 else { throw .digestUnavailable() }
    return SHA256Digest(finished: bytes)
  }
}
