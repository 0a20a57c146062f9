import Testing

@testable import Store

@Suite("Ids numbered by arrival") struct IdentifierTableTests {
  private static func id(_ generator: inout some RandomNumberGenerator, length: Int, alphabet: UInt8) -> [UInt8] {
    (0..<length).map { _ in UInt8.random(in: 0..<alphabet, using: &generator) }
  }

  private static func intern(_ table: inout IdentifierTable, _ id: [UInt8]) -> (number: Int32, isNew: Bool) {
    unsafe id.withUnsafeBytes { unsafe table.intern($0) }
  }

  @Test("a table agrees with a dictionary on ids of every length from 0 to 64", arguments: 0..<9)
  func agreesWithDictionary(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var table = IdentifierTable()
    var dictionary: [[UInt8]: Int32] = [:]
    var order: [[UInt8]] = []
    // A small alphabet makes repeats, equal heads, equal tails and trailing zero bytes common.
    let alphabet: UInt8 = [2, 3, 255][seed % 3]
    var wrong: [[UInt8]] = []
    for step in 0..<3000 {
      let id = Self.id(&generator, length: step % 65, alphabet: alphabet)
      let (number, isNew) = Self.intern(&table, id)
      if isNew != (dictionary[id] == nil) { wrong.append(id) }
      if isNew {
        dictionary[id] = Int32(order.count)
        order.append(id)
      }
      if number != dictionary[id] { wrong.append(id) }
    }
    #expect(wrong.isEmpty)
    #expect(table.count == order.count)
    for (id, number) in dictionary {
      let found = unsafe id.withUnsafeBytes { unsafe table.find($0) }
      if found != number { wrong.append(id) }
    }
    for _ in 0..<500 {
      let id = Self.id(&generator, length: Int.random(in: 0...64, using: &generator), alphabet: alphabet)
      let found = unsafe id.withUnsafeBytes { unsafe table.find($0) }
      if found != dictionary[id] { wrong.append(id) }
    }
    let (sorted, newNumber) = table.sorted()
    let bytewise = order.sorted { $0.lexicographicallyPrecedes($1) }
    for (rank, id) in bytewise.enumerated() {
      let found = unsafe id.withUnsafeBytes { unsafe sorted.find($0) }
      if found != Int32(rank) || newNumber[Int(dictionary[id] ?? -1)] != Int32(rank) { wrong.append(id) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("ids that differ only in length, padding or one byte stay apart")
  func neighbours() {
    var table = IdentifierTable()
    for length in 0...64 {
      #expect(Self.intern(&table, [UInt8](repeating: 0, count: length)).isNew)
      #expect(Self.intern(&table, [UInt8](repeating: 65, count: length)).isNew == (length > 0))
      for place in 0..<length {
        var id = [UInt8](repeating: 65, count: length)
        id[place] = 66
        #expect(Self.intern(&table, id).isNew, "\(length) \(place)")
      }
    }
  }

  @Test("thirty thousand numbered ids of one shape stay apart while the table grows")
  func growth() {
    var table = IdentifierTable()
    for number in 0..<30_000 {
      let (found, isNew) = table.intern("person-number-\(number)")
      if !isNew || found != Int32(number) { Issue.record("\(number)") }
    }
    #expect(table.find("person-number-29999") == 29_999)
    #expect(table.find("person-number-30000") == nil)
    #expect(table.string(4711) == "person-number-4711")
  }

  @Test("names that Unicode calls equal are different ids")
  func normalForms() {
    var table = IdentifierTable()
    #expect(table.intern("e\u{301}").isNew)
    #expect(table.intern("\u{e9}").isNew)
  }
}

/// SplitMix64: the same draws for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
