import Testing

@testable import Postgres

@Test("a row that begins like one before has the same bytes as one encoded whole")
func repeatedFields() {
  func bytes(_ rows: borrowing BinaryRows) -> [UInt8] { unsafe rows.withBytes { unsafe Array($0) } }
  var whole = BinaryRows()
  var copied = BinaryRows()
  for amount: Int64 in 0..<100 {
    whole.begin(fields: 3)
    whole.text("key result")
    whole.text("一个人")
    whole.nano(amount)
  }
  var own = 0..<0
  for amount: Int64 in 0..<100 {
    if own.isEmpty {
      copied.begin(fields: 3)
      copied.text("key result")
      copied.text("一个人")
      own = 0..<copied.byteCount
    } else {
      copied.begin(fields: 3, given: 2, asIn: own)
    }
    copied.nano(amount)
  }
  let (rows, isComplete) = (copied.rowCount, copied.isComplete)
  #expect(rows == 100)
  #expect(isComplete)
  let (left, right) = (bytes(copied), bytes(whole))
  #expect(left == right)
}

@Test("a share between 0 and 1 has the same bytes as any other number of units")
func nanoOfShares() {
  func bytes(_ rows: borrowing BinaryRows) -> [UInt8] { unsafe rows.withBytes { unsafe Array($0) } }
  var short = BinaryRows()
  var long = BinaryRows()
  var units: [Int64] = [-1, 0, 1, 999_999_999, 1_000_000_000, 1_000_000_001]
  for place in 0..<9 {
    var power: Int64 = 1
    for _ in 0..<place { power *= 10 }
    for digit in 1...9 { units += [power * Int64(digit), power * Int64(digit) - 1, power * Int64(digit) + 1] }
  }
  for value in units {
    short.begin(fields: 1)
    short.nano(value)
    long.begin(fields: 1)
    long.anyNano(value)
  }
  let (left, right) = (bytes(short), bytes(long))
  #expect(left == right)
}

@Test("a short text keeps its bytes and its order, and one of sixteen bytes is none")
func shortTexts() {
  func bytes(_ rows: borrowing BinaryRows) -> [UInt8] { unsafe rows.withBytes { unsafe Array($0) } }
  let texts = (0...16).flatMap { length in
    [String("一二三四五六abcdefghijklmnop".prefix(length)), String(repeating: "a", count: length)]
  }
  var known: [(text: String, short: ShortText)] = []
  for text in texts {
    guard let short = ShortText(text) else {
      #expect(text.utf8.count > 15)
      continue
    }
    #expect(short.count == text.utf8.count && short.count <= 15)
    var one = BinaryRows()
    var other = BinaryRows()
    one.begin(fields: 1)
    one.text(text)
    other.begin(fields: 1)
    other.text(short)
    let (left, right) = (bytes(one), bytes(other))
    #expect(left == right)
    for (before, word) in known {
      #expect(word.precedes(short) == before.utf8.lexicographicallyPrecedes(text.utf8))
      #expect((word == short) == (before == text))
    }
    known.append((text, short))
  }
  #expect(known.count > 16)
}
