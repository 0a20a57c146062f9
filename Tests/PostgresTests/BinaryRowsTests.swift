import Postgres
import Testing

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
