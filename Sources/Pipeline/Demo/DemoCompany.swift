internal import Glibc
internal import Reporting

/// Where the fixture company lies: beside the checkout that the program was built in, or is called from.
enum DemoCompany {
  private static let place = "Fixtures/company"
  private static let mark = "/periods.csv"

  /// Looks upwards from the current folder, then from the program's own.
  ///
  /// - Throws: `Failure` with code `importUnreadable` where neither finds it.
  static func find() throws(Failure) -> String {
    for start in [currentFolder(), programFolder()].compactMap(\.self) {
      var folder = start[...]
      while true {
        let candidate = "\(folder)/\(place)"
        if unsafe access(candidate + mark, R_OK) == 0 { return candidate }
        guard let slash = folder.lastIndex(of: "/") else { break }
        folder = folder[..<slash]
      }
    }
    throw Failure(
      .importUnreadable, Bilingual("没有找到示例公司。", "The fixture company was not found."), place: place,
      why: Bilingual(
        "它在源码里；当前文件夹和程序的上层都没有。",
        "It lies in the source tree, above neither this folder nor the program."),
      fix: Bilingual(
        "在源码目录里运行，或用 --company 指定一个 CSV 文件夹。",
        "Run it from the checkout, or name a folder of contract CSV files with --company."))
  }

  private static func currentFolder() -> String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  private static func programFolder() -> String? {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
