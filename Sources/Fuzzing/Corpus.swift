private import Foundation

extension Fuzzer {
  /// The inputs of a folder: `*.csv`, `*.copy` (hexadecimal) and `*.toml`, in the order of their names.
  public static func corpus(_ folder: String) throws -> [Target: [[UInt8]]] {
    var corpus: [Target: [[UInt8]]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
      let bytes = [UInt8](data)
      if name.hasSuffix(".csv") { corpus[.csv, default: []].append(bytes) }
      if name.hasSuffix(".toml") { corpus[.configuration, default: []].append(bytes) }
      if name.hasSuffix(".copy") { corpus[.copy, default: []].append(hexadecimal(bytes)) }
    }
    return corpus
  }

  private static func hexadecimal(_ text: [UInt8]) -> [UInt8] {
    let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
