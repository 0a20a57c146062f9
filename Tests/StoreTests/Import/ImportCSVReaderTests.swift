import Store
import Testing

@Suite("CSV reader")
struct ImportCSVReaderTests {
  @Test("LF and CRLF, quotes, doubled quotes and line breaks in quotes are read as RFC 4180 says")
  func wellFormed() {
    let rows = CSVText.read("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n,\n")
    #expect(
      rows == [
        ReadRow(line: 1, fields: ["a", "b"]), ReadRow(line: 2, fields: ["x,1", "say \"hi\""]),
        ReadRow(line: 3, fields: ["two\nlines", ""]), ReadRow(line: 5, fields: ["", ""]),
      ])
  }

  @Test("a byte order mark is skipped at the start and kept elsewhere")
  func byteOrderMark() {
    #expect(CSVText.read("\u{FEFF}\"a\",\u{FEFF}b\n").first?.fields == ["a", "\u{FEFF}b"])
    #expect(CSVText.read([0xEF, 0xBB], chunks: [1]).first?.fault?.code == "invalid_utf8")
  }

  @Test("a last row without a line break is lent and marked")
  func missingLineBreak() {
    #expect(CSVText.read("a\nb").last == ReadRow(line: 2, fields: ["b"], isEnded: false))
    #expect(CSVText.read("a\nb,").last == ReadRow(line: 2, fields: ["b", ""], isEnded: false))
    #expect(CSVText.read("a\nb\r").last == ReadRow(line: 2, fields: ["b"]))
    #expect(CSVText.read("").isEmpty)
  }

  @Test("a quote that is never closed is named with the line that opened it")
  func unterminatedQuote() {
    let last = CSVText.read("a,b\n1,\"x\ny\n").last
    #expect(last?.fault == .unterminatedQuote(openedOnLine: 2))
    #expect(last?.line == 2)
  }

  @Test(
    "a broken row is named and the next one is whole",
    arguments: [
      ("x\"y,1\n", CSVFault.strayQuote), ("\"x\"y,1\n", .textAfterQuote), ("x\ry,1\n", .strayCarriageReturn),
      ("x\u{0},1\n", .nulByte), ("\n", .blankLine), ("\r\n", .blankLine), ("\n\n\r\n", .blankLine),
    ])
  func resynchronises(broken: String, fault: CSVFault) {
    let rows = CSVText.read("h,i\n" + broken + "p,q\n")
    #expect(rows.map(\.fault) == [nil, fault, nil])
    #expect(rows.last?.fields == ["p", "q"])
    #expect(rows.dropFirst().first?.line == 2)
  }

  @Test("blank lines at the end of a file are no rows")
  func blankEnd() { #expect(CSVText.read("a,b\n\n\r\n").count == 1) }

  @Test(
    "bytes that are not UTF-8 are found, and the encoding they resemble is named",
    arguments: [
      ([0xD5, 0xC5, 0xCE, 0xB0], .gb18030), ([0x81, 0x30, 0x81, 0x30, 0xD5, 0xC5], .gb18030),
      ([0xED, 0xA0, 0x80], .surrogates), ([0xC0, 0xAF], nil), ([0xF5, 0x80, 0x80, 0x80], nil), ([0x80], nil),
      ([0xE5, 0xBC], .gb18030), ([0xE0, 0x80, 0x80], nil), ([0xF4, 0x90, 0x80, 0x80], nil), ([0xFF], nil),
    ] as [([UInt8], TextEncodingGuess?)])
  func encodings(bytes: [UInt8], guess: TextEncodingGuess?) {
    let rows = CSVText.read(Array("a,b\nx,".utf8) + bytes + Array("\np,q\n".utf8), chunks: [3])
    guard case .invalidUTF8(let found)? = rows.dropFirst().first?.fault else {
      Issue.record("not found")
      return
    }
    #expect(guess == nil || found == guess)
    #expect(rows.last == ReadRow(line: 3, fields: ["p", "q"]))
  }

  @Test("a UTF-16 file is recognised by its mark")
  func utf16() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x61, 0, 0x0A, 0], [0xFE, 0xFF, 0, 0x61, 0, 0x0A]] {
      let fault = CSVText.read(bytes, chunks: [9]).first?.fault
      #expect(fault == .invalidUTF8(looksLike: .utf16))
      #expect(fault?.why.contains("iconv -f UTF-16") == true)
    }
  }

  @Test("valid UTF-8 is accepted whole: every length, the ends of every range, the byte order mark")
  func validUTF8() {
    let text = "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}张伟\u{20BB7}👨‍👩‍👧"
    #expect(CSVText.read("\(text),x\n").first?.fields == [text, "x"])
    for scalar in stride(from: 0x80, through: 0x10FFFF, by: 97) {
      guard let valid = Unicode.Scalar(UInt32(scalar)) else { continue }
      #expect(CSVText.read("\(Character(valid))\n").first?.fault == nil, "\(scalar)")
    }
  }

  @Test("random bytes are judged as the standard library judges them")
  func againstStandardLibrary() {
    var dice = Dice(seed: 11)
    for _ in 0..<20_000 {
      let bytes = (0..<(1 + dice.roll(6))).map { _ in UInt8(dice.roll(2) == 0 ? 0x80 + dice.roll(128) : 0x41) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let row = CSVText.read([0x78] + bytes + [0x0A], chunks: [64]).first
      #expect((row?.fault == nil) == isValid, "\(bytes)")
    }
  }

  @Test("what is written is read back, however the bytes are cut", arguments: 0..<200)
  func roundTrip(seed: Int) {
    var dice = Dice(seed: seed)
    let letters = ["a", "\"", ",", "\n", "\r\n", "\r", "张", "👨‍👩‍👧", " ", "", "\u{FEFF}", "\\.", "0"]
    let width = 1 + dice.roll(4)
    let rows = (0..<(1 + dice.roll(12))).map { _ in
      (0..<width).map { _ in (0..<dice.roll(5)).map { _ in letters[dice.roll(letters.count)] }.joined() }
    }
    let lineBreak = dice.roll(2) == 0 ? "\n" : "\r\n"
    // The mark in front keeps a first field that itself starts with one.
    let bytes = Array(("\u{FEFF}" + CSVText.write(rows, lineBreak: lineBreak, dice: &dice)).utf8)
    let whole = CSVText.read(bytes, chunks: [bytes.count])
    #expect(whole.map(\.fields) == rows)
    #expect(whole.allSatisfy { $0.fault == nil && $0.isEnded })
    #expect(CSVText.read(bytes, chunks: [1]) == whole)
    #expect(CSVText.read(bytes, chunks: [1 + dice.roll(7), 1 + dice.roll(3), 2]) == whole)
  }

  @Test("any bytes at all give the same rows for every cut, and never trap", arguments: 0..<300)
  func anyBytes(seed: Int) {
    var dice = Dice(seed: seed &+ 1000)
    let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0x61, 0xE5, 0xBC, 0xA0, 0xEF, 0xBB, 0xBF, 0xFF]
    let bytes = (0..<dice.roll(80)).map { _ in alphabet[dice.roll(alphabet.count)] }
    let whole = CSVText.read(bytes, chunks: [max(1, bytes.count)])
    #expect(CSVText.read(bytes, chunks: [1]) == whole)
    #expect(CSVText.read(bytes, chunks: [1 + dice.roll(9), 1 + dice.roll(2)]) == whole)
  }

  @Test("a row without end is cut at the limit and memory stays bounded")
  func endlessRow() {
    var reader = CSVReader()
    var faults: [CSVFault?] = []
    let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<18 { reader.read(chunk) { (row: CSVRow) in faults.append(row.fault) } }
    let commas = [UInt8](repeating: 0x2C, count: 1 << 17)
    reader.read([0x0A] + commas + [0x0A, 0x62, 0x0A]) { (row: CSVRow) in faults.append(row.fault) }
    reader.finish { (row: CSVRow) in faults.append(row.fault) }
    #expect(faults == [.rowTooLong, .rowTooLong, nil])
  }
}
