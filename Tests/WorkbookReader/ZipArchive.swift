public import Foundation

/// The members of a ZIP file: enough to read back what the library writes.
public struct ZipArchive {
  public private(set) var members: [String: [UInt8]] = [:]

  public init(_ data: Data) throws {
    let bytes = [UInt8](data)
    func number(_ place: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
    guard let end = (0...(bytes.count - 22)).last(where: { number($0, 4) == 0x0605_4B50 }) else {
      throw Fault.noArchive
    }
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let nameLength = number(place + 28, 2)
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      let local = number(place + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let content = Array(bytes[start..<(start + number(place + 20, 4))])
      members[name] = number(place + 10, 2) == 0 ? content : try Inflate.bytes(content)
      guard members[name]?.count == number(place + 24, 4) else { throw Fault.wrongSize }
      place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
    }
  }

  public func text(_ name: String) -> String { String(decoding: members[name] ?? [], as: UTF8.self) }

  public enum Fault: Error { case noArchive, wrongSize, badBlock }
}

/// RFC 1951, bit by bit: slow and short.
private struct Inflate {
  private let input: [UInt8]
  private var bit = 0
  private var output: [UInt8] = []

  static func bytes(_ input: [UInt8]) throws -> [UInt8] {
    var inflate = Inflate(input: input)
    var isLast = false
    while !isLast {
      isLast = inflate.take(1) == 1
      try inflate.block(inflate.take(2))
    }
    return inflate.output
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func take(_ count: Int) -> Int {
    var value = 0
    for place in 0..<count {
      if bit >> 3 < input.count { value |= Int(input[bit >> 3] >> UInt8(bit & 7) & 1) << place }
      bit += 1
    }
    return value
  }

  private mutating func block(_ kind: Int) throws {
    switch kind {
    case 0:
      bit = (bit + 7) & ~7
      let size = take(16)
      _ = take(16)
      for _ in 0..<size { output.append(UInt8(take(8))) }
    case 1:
      let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
      try codes(Huffman(lengths), Huffman([Int](repeating: 5, count: 30)))
    case 2:
      let (literals, distances, order) = (take(5) + 257, take(5) + 1, take(4) + 4)
      var lengths = [Int](repeating: 0, count: 19)
      for place in 0..<order {
        lengths[[16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15][place]] = take(3)
      }
      let code = Huffman(lengths)
      var all: [Int] = []
      while all.count < literals + distances {
        switch try symbol(code) {
        case 16: all += [Int](repeating: all.last ?? 0, count: 3 + take(2))
        case 17: all += [Int](repeating: 0, count: 3 + take(3))
        case 18: all += [Int](repeating: 0, count: 11 + take(7))
        case let length: all.append(length)
        }
      }
      try codes(Huffman(Array(all[..<literals])), Huffman(Array(all[literals...])))
    default: throw ZipArchive.Fault.badBlock
    }
  }

  private mutating func codes(_ literals: Huffman, _ distances: Huffman) throws {
    while true {
      let value = try symbol(literals)
      if value == 256 { return }
      if value < 256 {
        output.append(UInt8(value))
        continue
      }
      let place = value - 257
      let bits = place < 8 || place == 28 ? 0 : (place - 4) / 4
      let length = place == 28 ? 258 : place < 8 ? place + 3 : ((4 + place % 4) << bits) + 3 + take(bits)
      let far = try symbol(distances)
      let extra = far < 4 ? 0 : (far - 2) / 2
      let distance = far < 4 ? far + 1 : ((2 + far % 2) << extra) + 1 + take(extra)
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func symbol(_ code: Huffman) throws -> Int {
    var value = 0
    for length in 1...15 {
      value = value << 1 | take(1)
      if let found = code.symbols[length << 16 | value] { return found }
    }
    throw ZipArchive.Fault.badBlock
  }
}

/// Symbols by length and code.
private struct Huffman {
  private(set) var symbols: [Int: Int] = [:]

  init(_ lengths: [Int]) {
    var code = 0
    for length in 1...15 {
      for (symbol, own) in lengths.enumerated() where own == length {
        symbols[length << 16 | code] = symbol
        code += 1
      }
      code <<= 1
    }
  }
}
