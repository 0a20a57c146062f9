private import Foundation

/// The files of a folder that an import reads.
struct ImportFolder: Sendable {
  /// One file and the table it fills.
  struct Source: Sendable {
    let table: ContractTable
    let file: String
    let path: String
  }

  /// Files of contract tables, in the order of the contract.
  let sources: [Source]

  /// CSV files that belong to no table.
  let notices: [ImportNotice]

  /// Looks into a folder.
  ///
  /// - Throws: `StoreError`, code `importUnreadable`, if it is no folder, cannot be read or holds no contract file.
  init(path: String) throws(StoreError) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw StoreError(
        .importUnreadable, sentence: "The folder to import cannot be read.", place: path,
        why: "It does not exist, is no folder, or its rights forbid reading.",
        fix: "Name a folder that holds the contract's CSV files.",
        chinese: .init(
          "要导入的文件夹无法读取。", why: "它不存在、不是文件夹，或没有读取的权限。", fix: "写一个放着约定的 CSV 文件的文件夹。"),
        underlying: error)
    }
    sources = ContractTable.all.compactMap { table in
      let file = table.name + ".csv"
      return names.contains(file) ? Source(table: table, file: file, path: path + "/" + file) : nil
    }
    notices = Self.strangers(names)
    guard !sources.isEmpty else {
      throw StoreError(
        .importUnreadable, sentence: "The folder to import holds no file of the contract.", place: path,
        why: "Files are named after their tables, for example tasks.csv.",
        fix: Self.fix(notices),
        chinese: .init(
          "要导入的文件夹里没有约定的文件。", why: "文件以表命名，例如 tasks.csv。", fix: "按 docs/data-dictionary.md 里的表名给文件命名。"))
    }
  }

  private static func strangers(_ names: [String]) -> [ImportNotice] {
    let tables = ContractTable.all.map(\.name)
    return names.filter { $0.lowercased().hasSuffix(".csv") }.compactMap { name in
      let stem = String(name.dropLast(4))
      guard !(tables.contains(stem) && name.hasSuffix(".csv")) else { return nil }
      let guess = Similarity.nearest(to: stem, among: tables).map { " Did you mean \($0).csv?" } ?? ""
      return ImportNotice(
        code: "unknown_file", file: HeaderMap.printable(name), count: 1,
        detail: "The file belongs to no table of the contract and was not read.\(guess)")
    }
  }

  private static func fix(_ notices: [ImportNotice]) -> String {
    guard let first = notices.first else { return "Name a folder that holds the contract's CSV files." }
    return "\(first.file): \(first.detail)"
  }
}

/// Reads a file from front to back in chunks.
struct FileChunks: ~Copyable {
  /// Bytes that are read at once.
  static let length = 1 << 18

  private let handle: FileHandle
  private let file: String

  /// - Throws: `StoreError`, code `importUnreadable`.
  init(path: String, file: String) throws(StoreError) {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw Self.unreadable(file, nil) }
    self.handle = handle
    self.file = file
  }

  deinit { try? handle.close() }

  /// The next bytes; nil at the end.
  mutating func next() throws(StoreError) -> [UInt8]? {
    do {
      guard let data = try handle.read(upToCount: Self.length), !data.isEmpty else { return nil }
      return [UInt8](data)
    } catch {
      throw Self.unreadable(file, error)
    }
  }

  private static func unreadable(_ file: String, _ cause: (any Error)?) -> StoreError {
    StoreError(
      .importUnreadable, sentence: "A file to import cannot be read.", place: file,
      why: "It could not be opened, or reading it failed.", fix: "Check its rights and the disk, then import again.",
      chinese: .init("要导入的文件无法读取。", why: "打不开，或读取失败。", fix: "检查它的权限和磁盘，再导入一次。"),
      underlying: cause)
  }
}
