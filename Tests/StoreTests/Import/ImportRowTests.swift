import Testing

@testable import Store

@Suite("CSV rows of a table")
struct ImportRowTests {
  private let tasks = ContractTable.all.first { $0.name == "tasks" } ?? ContractTable.all[0]

  private func feed(
    _ text: String, table: ContractTable? = nil, options: ImportOptions = ImportOptions()
  ) -> (rows: Int, bytes: [UInt8], bad: [BadRow]) {
    let table = table ?? tasks
    var feed = TableFeed(table: table, file: "\(table.name).csv", options: options, writesLine: false)
    feed.feed(Array(text.utf8))
    feed.finish()
    let taken = feed.take()
    return (feed.rows, taken.bytes, taken.bad)
  }

  @Test("columns may come in any order, and optional ones may be absent")
  func headerOrder() {
    let full = feed("outcome,effort,task_id,key_result_id,title,created_at,completed_at\nopen,2,t1,,,,\n")
    let short = feed("task_id,outcome,effort\r\nt1,open,2.0\r\n")
    #expect(full.bad.isEmpty && short.bad.isEmpty)
    #expect(full.bytes == short.bytes)
    #expect(full.rows == 1)
  }

  @Test("a row becomes exactly the bytes of binary COPY")
  func bytes() {
    let table = ContractTable(
      "x", [ContractColumn("a", .id), .optional("b", .number), .optional("c", .count), .optional("d", .day)])
    let bytes = feed("a,b,c,d\nz,1,,2000-01-02\n", table: table).bytes
    #expect(
      bytes == [
        0, 4, 0, 0, 0, 1, 0x7A, 0, 0, 0, 8, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 4, 0, 0, 0, 1,
      ])
  }

  @Test("an empty allocation or absence means the whole")
  func fallback() {
    let members = ContractTable.all.first { $0.name == "team_members" }
    let given = feed("team_id,person_id,valid_from,allocation\nt,p,2026-01-01,1\n", table: members)
    let empty = feed("team_id,person_id,valid_from,allocation\nt,p,2026-01-01,\n", table: members)
    let absent = feed("team_id,person_id,valid_from\nt,p,2026-01-01\n", table: members)
    #expect(given.bytes == empty.bytes)
    #expect(given.bytes == absent.bytes)
  }

  @Test("unknown, missing and doubled columns are each named, with what was probably meant")
  func badHeaders() {
    let bad = feed("task_id,out_come,efort,task_id,zzz\n1,2,3,4,5\n").bad
    #expect(
      bad.map(\.code) == ["unknown_column", "unknown_column", "duplicate_column", "unknown_column", "missing_column"])
    #expect(bad.map(\.line) == [1, 1, 1, 1, 1])
    #expect(bad[0].why.contains("Did you mean outcome?"))
    #expect(bad[1].why.contains("Did you mean effort?"))
    #expect(bad[3].why.contains("task_id, key_result_id"))
    #expect(bad[4].column == "outcome")
    #expect(feed("task_id;outcome\n").bad.first?.why.contains("“;”") == true)
    #expect(feed("task_id\toutcome\n").bad.first?.why.contains("tabs") == true)
    #expect(feed("").bad.map(\.code) == ["missing_header"])
    #expect(feed("\u{FEFF}task_id,outcome\nt1,open\n").bad.isEmpty)
  }

  @Test("every bad row is named with line, column and reason, and good neighbours are kept")
  func badRows() {
    let result = feed(
      """
      task_id,effort,created_at,outcome
      t1,1,2026-01-01T00:00:00Z,open
      t2,many,2026-01-01T00:00:00Z,open
      t3,1,2026-01-01T00:00:00,open
      ,1,,open
      t5,1
      t6,1,2026-02-30T00:00:00Z,open
      \(String(repeating: "张", count: 22)),1,,open
      t8,"1
      ",,open
      t9,1,,open

      """)
    #expect(
      result.bad.map { "\($0.line) \($0.column ?? "-") \($0.code)" } == [
        "3 effort not_a_number", "4 created_at time_without_offset", "5 task_id key_missing",
        "6 - wrong_column_count", "7 created_at no_such_day", "8 task_id id_too_long", "9 effort not_a_number",
      ])
    #expect(result.rows == 9)
    #expect(result.bad[0].excerpt == "many")
    #expect(result.bad[5].excerpt == nil)
    #expect(!result.bad.map(\.description).joined().contains("many"))
  }

  @Test("a last row without a line break is taken for cut off, unless that is allowed")
  func truncated() {
    let text = "task_id,outcome\nt1,open\nt2,op"
    #expect(feed(text).bad.map(\.code) == ["truncated"])
    #expect(feed(text, options: ImportOptions(allowsMissingLineBreak: true)).bad.isEmpty)
    #expect(feed("task_id,outcome\nt1,\"open").bad.map(\.code) == ["unterminated_quote"])
  }

  @Test("ids up to 64 bytes and texts up to a mebibyte are kept whole")
  func limits() {
    let id = String(repeating: "a", count: 64)
    let text = String(repeating: "b", count: 1 << 20)
    #expect(feed("task_id,title,outcome\n\(id),\(text),open\n").bad.isEmpty)
    #expect(feed("task_id,title,outcome\n\(id)a,\(text),open\n").bad.map(\.code) == ["id_too_long"])
    #expect(feed("task_id,title,outcome\n\(id),\(text)b,open\n").bad.map(\.code) == ["text_too_long"])
  }

  @Test("any cut of the file gives the same bytes and the same bad rows", arguments: 0..<60)
  func chunks(seed: Int) {
    var dice = Dice(seed: seed)
    let values = ["t\(seed)", "", "1.5", "x", "2026-01-01T00:00:00Z", "\"a,b\"", "\"", "张", "open", "\r"]
    var text = "task_id,effort,created_at,outcome\n"
    for _ in 0..<12 {
      text += (0..<(3 + dice.roll(2))).map { _ in values[dice.roll(values.count)] }.joined(separator: ",") + "\n"
    }
    let whole = feed(text)
    var pieces = TableFeed(table: tasks, file: "tasks.csv", options: ImportOptions(), writesLine: false)
    var bytes: [UInt8] = []
    var bad: [BadRow] = []
    var start = 0
    let input = Array(text.utf8)
    while start < input.count {
      let end = min(input.count, start + 1 + dice.roll(9))
      pieces.feed(Array(input[start..<end]))
      let taken = pieces.take()
      bytes += taken.bytes
      bad += taken.bad
      start = end
    }
    pieces.finish()
    let last = pieces.take()
    #expect(bytes + last.bytes == whole.bytes)
    #expect(bad + last.bad == whole.bad)
  }

  @Test("memory does not grow with the file: what was taken is given back")
  func bounded() {
    var feed = TableFeed(table: tasks, file: "tasks.csv", options: ImportOptions(), writesLine: true)
    feed.feed(Array("task_id,outcome\n".utf8))
    var largest = 0
    var rows = 0
    for chunk in 0..<50 {
      feed.feed(Array((0..<200).map { "t\(chunk)-\($0),delivered\n" }.joined().utf8))
      let taken = feed.take()
      largest = max(largest, taken.bytes.count)
      rows += taken.count
    }
    #expect(rows == 10_000)
    #expect(largest < 40_000)
  }
}
