/// What is broken about the text of one CSV row, before any value is looked at.
public enum CSVFault: Sendable, Hashable {
  /// A quote was opened on the line given and never closed before the end of the file.
  case unterminatedQuote(openedOnLine: Int)
  /// A quote stands inside a field that is not quoted.
  case strayQuote
  /// Text follows the closing quote of a field.
  case textAfterQuote
  /// A carriage return stands outside quotes without a line feed after it.
  case strayCarriageReturn
  /// The row holds a byte 0, which no text column can store.
  case nulByte
  /// The bytes are not UTF-8; `looksLike` names the encoding that they resemble, if one is recognised.
  case invalidUTF8(looksLike: TextEncodingGuess?)
  /// The row is longer than the reader keeps.
  case rowTooLong
  /// An empty line stands between two rows.
  case blankLine

  /// Stable code of the fault.
  public var code: String {
    switch self {
    case .unterminatedQuote: "unterminated_quote"
    case .strayQuote: "stray_quote"
    case .textAfterQuote: "text_after_quote"
    case .strayCarriageReturn: "stray_carriage_return"
    case .nulByte: "nul_byte"
    case .invalidUTF8: "invalid_utf8"
    case .rowTooLong: "row_too_long"
    case .blankLine: "blank_line"
    }
  }

  /// Why the row cannot be read and what mends it, in plain words.
  public var why: String {
    switch self {
    case .unterminatedQuote(let line):
      "The quote opened on line \(line) is never closed; the file may be cut off."
    case .strayQuote: "A quote stands inside an unquoted field; quote the whole field and double the quote."
    case .textAfterQuote: "Text follows a closing quote; a quote inside a quoted field is written twice."
    case .strayCarriageReturn: "A carriage return stands without a line feed; end lines with LF or CRLF."
    case .nulByte: "The row holds a byte 0; remove it, or save the file as UTF-8."
    case .invalidUTF8(let guess):
      if let guess {
        "The bytes are not UTF-8; they look like \(guess.name). \(guess.fix)"
      } else {
        "The bytes are not UTF-8; save the file as UTF-8."
      }
    case .rowTooLong: "The row is longer than \(CSVReader.longestRow >> 20) MiB; a quote may be missing."
    case .blankLine: "An empty line stands between rows; remove it."
    }
  }
}
